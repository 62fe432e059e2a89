%% foldl and foldr, also when the fun changes the table.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    p(ets:foldl(fun(_, _) -> no end, empty, T)),
    true = ets:insert(T, [{I, I} || I <- lists:seq(1, 100)]),
    p(ets:foldl(fun({_, V}, A) -> V + A end, 0, T)),
    p(ets:foldr(fun({_, V}, A) -> V + A end, 0, T)),
    p(lists:sort(ets:foldl(fun(O, A) -> [O | A] end, [], T)) =:= all(T)),
    p(ets:foldl(fun({K, _}, A) -> ets:delete(T, K), A + 1 end, 0, T)),
    p(ets:info(T, size)),
    p(ets:info(T, fixed)),
    true = ets:insert(T, [{1, a}, {1, b}, {2, c}]),
    p(lists:sort(ets:foldr(fun(O, A) -> [O | A] end, [], T))),
    p(e(fun() -> ets:foldl(fun(_, _) -> throw(out) end, 0, T) end) =/= []),
    p(ets:info(T, fixed)),
    p(case ?TYPE of ordered_set -> {ets:foldl(fun({K, _}, A) -> [K | A] end, [], T), ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)}; _ -> ok end),
    p(try ets:foldl(fun(_, A) -> A end, 0, no_such_table) catch error:badarg -> badarg end).
