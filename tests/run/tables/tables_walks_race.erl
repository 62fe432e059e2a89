%% Walks, folds and searches while others change the table see what stays.
-module(tables_walks_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    [begin
        T = ets:new(t, [Type, public]), Self = self(),
        ets:insert(T, [{{stays, I}, 0} || I <- lists:seq(1, 200)]),
        Ps = [spawn_link(fun() -> change(T, W, 400), Self ! {done, self()} end) || W <- lists:seq(1, 4)],
        Rs = [spawn_link(fun() -> Self ! {self(), lists:usort([see(T, How) || _ <- lists:seq(1, 5), How <- [walk, fold, select, limit, list]])} end) || _ <- lists:seq(1, 4)],
        [receive {done, P} -> ok end || P <- Ps],
        p({Type, [receive {R, X} -> X end || R <- Rs]})
     end || Type <- [set, ordered_set]].

change(_, _, 0) -> ok;
change(T, W, N) ->
    ets:insert(T, {{W, N rem 50}, N}), ets:delete(T, {W, (N * 7) rem 50}), ets:update_counter(T, {stays, N rem 200 + 1}, 1),
    change(T, W, N - 1).

see(T, How) ->
    Keys = [K || {stays, K} <- keys(T, How)],
    {length(Keys), length(lists:usort(Keys))}.

keys(T, walk) -> ets:safe_fixtable(T, true), Ks = walk(T, ets:first(T)), ets:safe_fixtable(T, false), Ks;
keys(T, fold) -> ets:foldl(fun({K, _}, A) -> [K | A] end, [], T);
keys(T, select) -> ets:select(T, [{{'$1', '_'}, [], ['$1']}]);
keys(T, limit) -> ets:safe_fixtable(T, true), Ks = limit(ets:select(T, [{{'$1', '_'}, [], ['$1']}], 7)), ets:safe_fixtable(T, false), Ks;
keys(T, list) -> [K || {K, _} <- ets:tab2list(T)].

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].

limit('$end_of_table') -> [];
limit({L, C}) -> L ++ limit(ets:select(C)).
