%% A table that is emptied while eight processes use it: all of it goes at one moment.
-module(tables_race_cleared).
-export([main/0]).
-define(TYPE, set).
-define(R, 120).
-include("tables.hrl").

main() ->
    [p({Type, suffix(Type), sizes(Type), counts(Type)}) || Type <- [set, ordered_set, bag, duplicate_bag]],
    p(walks()).

%% Six write their numbers in order, two empty the table. What is left of each is what it wrote last, without a gap.
suffix(Type) ->
    T = ets:new(t, [Type, public]),
    par(fun(I) when I =< 6 -> [ets:insert(T, {{I, K}, K}) || K <- lists:seq(1, ?R)];
           (_) -> [begin ets:delete_all_objects(T), erlang:yield() end || _ <- lists:seq(1, 12)]
        end),
    Left = [lists:sort([K || {{J, K}, _} <- ets:tab2list(T), J =:= I]) || I <- lists:seq(1, 6)],
    [L || L <- Left, L =/= [], L =/= lists:seq(hd(L), ?R)].

%% The size is that of what is there, whatever came between.
sizes(Type) ->
    T = ets:new(t, [Type, public]),
    par(fun(I) -> [step(T, I, K) || K <- lists:seq(1, ?R)] end),
    ets:info(T, size) =:= length(ets:tab2list(T)).

step(T, 8, K) when K rem 10 =:= 0 -> ets:delete_all_objects(T);
step(T, I, K) when K rem 3 =:= 0 -> ets:delete(T, {K rem 7, I rem 2});
step(T, I, K) when K rem 5 =:= 0 -> ets:match_delete(T, {{K rem 7, '_'}, I});
step(T, I, K) -> ets:insert(T, [{{K rem 7, I rem 2}, I}, {{K rem 11, I rem 2}, K}]).

%% Emptied again and again, a table keeps no counts: the last ones come from after the last time.
counts(Type) when Type =:= bag; Type =:= duplicate_bag -> none;
counts(Type) ->
    T = ets:new(t, [Type, public]),
    Seen = par(fun(8) -> [ets:delete_all_objects(T) || _ <- lists:seq(1, 20)], [];
                  (_) -> [ets:update_counter(T, c, 1, {c, 0}) || _ <- lists:seq(1, ?R)]
               end),
    %% As often as it began anew somebody was the first; a number is given again only then.
    Given = lists:append(Seen),
    Firsts = length([x || 1 <- Given]),
    Most = maps:fold(fun(_, N, M) -> max(N, M) end, 0, lists:foldl(fun(V, M) -> maps:update_with(V, fun(N) -> N + 1 end, 1, M) end, #{}, Given)),
    {Firsts >= 1, Firsts =< 21, Most =:= Firsts}.

%% Who walks meets each key at most once, and comes to an end.
walks() ->
    T = ets:new(t, [ordered_set, public]),
    Seen = par(fun(1) -> [begin ets:delete_all_objects(T), ets:insert(T, [{K, 0} || K <- lists:seq(1, 40)]) end || _ <- lists:seq(1, 20)], [];
                  (I) when I rem 2 =:= 0 -> [up(T, ets:first(T)) || _ <- lists:seq(1, 10)];
                  (_) -> [lists:reverse(down(T, ets:last(T))) || _ <- lists:seq(1, 10)]
               end),
    lists:all(fun(L) -> L =:= lists:usort(L) end, lists:append(Seen)).

up(_, '$end_of_table') -> [];
up(T, K) -> [K | up(T, ets:next(T, K))].

down(_, '$end_of_table') -> [];
down(T, K) -> [K | down(T, ets:prev(T, K))].

par(F) ->
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), F(I)} end) || I <- lists:seq(1, 8)],
    [receive {P, X} -> X end || P <- Ps].
