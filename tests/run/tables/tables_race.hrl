%% Eight processes at once: counters are exact, one winner, sums stay.
-export([main/0]).
-include("tables.hrl").

main() ->
    N = 8,
    Single = lists:member(?TYPE, [set, ordered_set]),
    R = case Single of true -> 300; false -> 50 end,
    C = new([public]),
    Par = fun(F) ->
              Self = self(),
              Ps = [spawn_link(fun() -> Self ! {self(), F(I)} end) || I <- lists:seq(1, N)],
              [receive {P, X} -> X end || P <- Ps]
          end,
    case Single of
        true ->
            ets:insert(C, {hot, 0, 0}),
            Par(fun(_) -> [ets:update_counter(C, hot, {2, 1}) || _ <- lists:seq(1, R)] end),
            p(ets:lookup(C, hot)),
            Par(fun(_) -> [ets:update_counter(C, hot, [{2, 1}, {3, -1}]) || _ <- lists:seq(1, R)] end),
            p(ets:lookup(C, hot)),
            %% A row is never seen half changed.
            Seen = Par(fun(1) -> [ets:update_counter(C, hot, [{2, 1}, {3, -1}]) || _ <- lists:seq(1, R)], [];
                          (_) -> [A + B || _ <- lists:seq(1, R), {hot, A, B} <- ets:lookup(C, hot)] end),
            p(lists:usort(lists:append(Seen))),
            Par(fun(I) -> [ets:update_counter(C, {I, K}, 1, {x, 0}) || K <- lists:seq(1, R)] end),
            p(ets:select_count(C, [{{{'_', '_'}, 1}, [], [true]}]));
        false -> ok
    end,
    W = new([public]),
    Wins = Par(fun(I) -> length([K || K <- lists:seq(1, R), ets:insert_new(W, {K, I})]) end),
    p(lists:sum(Wins)),
    p(ets:info(W, size)),
    %% Lists go in at once: whoever sees the first sees the second.
    L = new([public]),
    Torn = Par(fun(1) -> [ets:insert(L, [{a, K}, {b, K}]) || K <- lists:seq(1, R)], 0;
                  (2) -> [ets:insert_new(L, [{{x, K}, 1}, {{y, K}, 1}]) || K <- lists:seq(1, R)], 0;
                  (3) -> [ets:insert_new(L, [{{y, K}, 2}, {{x, K}, 2}]) || K <- lists:seq(1, R)], 0;
                  (_) -> length([x || _ <- lists:seq(1, R), not in_order(ets:lookup(L, a), ets:lookup(L, b))]) end),
    p(Torn),
    p(length([K || K <- lists:seq(1, R), [V || {_, V} <- ets:lookup(L, {x, K})] =/= [V || {_, V} <- ets:lookup(L, {y, K})]])),
    %% Each moves its own keys about.
    Par(fun(I) ->
            [begin ets:insert(W, {{I, K}, I}), ets:delete(W, {I, K - 3}) end || K <- lists:seq(1, R)]
        end),
    p(length([x || {{_, _}, _} <- ets:tab2list(W)])).

%% Of a, read first, no later value than of b.
in_order([], _) -> true;
in_order(A, B) -> B =/= [] andalso lists:max([V || {_, V} <- A]) =< lists:max([V || {_, V} <- B]).
