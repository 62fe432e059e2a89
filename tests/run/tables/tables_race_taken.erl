%% take, delete_object and insert_new of eight processes: each object goes to one of them, and is gone then.
-module(tables_race_taken).
-export([main/0]).
-define(TYPE, set).
-define(K, 60).
-include("tables.hrl").

main() ->
    [p({Type, queue(Type), pairs(Type), tokens(Type)}) || Type <- [set, ordered_set, bag, duplicate_bag]].

%% Four put numbered objects in, four take them by key: each is had once.
queue(Type) ->
    T = ets:new(t, [Type, public]),
    Got = par(fun(I) when I =< 4 -> [ets:insert(T, {{I, K}, I * K}) || K <- lists:seq(1, ?K)], [];
                 (I) -> [X || _ <- lists:seq(1, 3), K <- keys(I), P <- lists:seq(1, 4), X <- ets:take(T, {P, K})]
              end),
    All = lists:append(Got) ++ ets:tab2list(T),
    {length(All), length(lists:usort(All)), lists:sum([V || {_, V} <- All])}.

%% Those who come later begin elsewhere.
keys(I) -> {A, B} = lists:split(I * 7, lists:seq(1, ?K)), B ++ A.

%% A list goes in together, and what one key has goes out together.
pairs(Type) ->
    T = ets:new(t, [Type, public]),
    Seen = par(fun(I) when I =< 3 -> [ets:insert(T, [{x, I, K}, {x, -I, K}]) || K <- lists:seq(1, ?K)], [];
                  (_) -> [shape(Type, ets:take(T, x)) || _ <- lists:seq(1, ?K)]
               end),
    lists:usort(lists:append(Seen)) -- [none, whole].

shape(_, []) -> none;
shape(Type, [{x, I, _}]) when Type =:= set; Type =:= ordered_set -> case I < 0 of true -> whole; false -> first_alone end;
shape(Type, L) when Type =:= bag; Type =:= duplicate_bag ->
    %% Plus and minus of each, the same number of times.
    Sums = maps:values(lists:foldl(fun({x, I, K}, M) -> maps:update_with({abs(I), K}, fun(S) -> S + I end, I, M) end, #{}, L)),
    case lists:usort(Sums) of [0] -> whole; _ -> torn end;
shape(_, L) -> {several, length(L)}.

%% A token is a lock: who puts it in anew may add to a place that nobody guards otherwise.
tokens(Type) ->
    T = ets:new(t, [Type, public]), V = ets:new(v, [set, public]),
    ets:insert(V, {v, 0}),
    par(fun(I) -> [locked(T, I, fun() -> [{v, N}] = ets:lookup(V, v), erlang:yield(), ets:insert(V, {v, N + 1}) end) || _ <- lists:seq(1, 8)] end),
    {ets:lookup(V, v), ets:info(T, size)}.

locked(T, I, F) ->
    case ets:insert_new(T, {token, I}) of
        true -> F(), ets:delete_object(T, {token, I});
        false -> erlang:yield(), locked(T, I, F)
    end.

par(F) ->
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), F(I)} end) || I <- lists:seq(1, 8)],
    [receive {P, X} -> X end || P <- Ps].
