%% throws, errors and exits of funs through library functions: the value arrives, the trace names the fun, and the library's state is not disturbed.
-module(exc_library_funs).
-export([main/0]).
-include("proc.hrl").

main() ->
    L = [3, 1, 2],
    Calls = [{map, fun(F) -> lists:map(fun(X) -> F(X) end, L) end}, {foldl, fun(F) -> lists:foldl(fun(X, _) -> F(X) end, 0, L) end}, {foldr, fun(F) -> lists:foldr(fun(X, _) -> F(X) end, 0, L) end},
        {filter, fun(F) -> lists:filter(fun(X) -> F(X) =:= 1 end, L) end}, {sort, fun(F) -> lists:sort(fun(X, Y) -> F(X) =< F(Y) end, L) end}, {any, fun(F) -> lists:any(fun(X) -> F(X) =:= 0 end, L) end},
        {maps_map, fun(F) -> maps:map(fun(_, X) -> F(X) end, #{a => 2}) end}, {maps_fold, fun(F) -> maps:fold(fun(_, X, _) -> F(X) end, 0, #{a => 2}) end},
        {filtermap, fun(F) -> lists:filtermap(fun(X) -> {true, F(X)} end, L) end}, {comprehension, fun(F) -> [F(X) || X <- L] end}, {keysort, fun(F) -> lists:keymap(fun(X) -> F(X) end, 1, [{2}]) end},
        {gb_trees, fun(F) -> gb_trees:map(fun(_, X) -> F(X) end, gb_trees:from_orddict([{a, 2}])) end}, {dict, fun(F) -> dict:map(fun(_, X) -> F(X) end, dict:from_list([{a, 2}])) end},
        {orddict, fun(F) -> orddict:fold(fun(_, X, _) -> F(X) end, 0, [{a, 2}]) end}, {sets, fun(F) -> sets:fold(fun(X, _) -> F(X) end, 0, sets:from_list([2])) end}, {queue, fun(F) -> queue:filter(fun(X) -> F(X) =:= 2 end, queue:from_list([2])) end},
        {array, fun(F) -> array:map(fun(_, X) -> F(X) end, array:from_list([2])) end}, {string, fun(F) -> string:to_graphemes([F(2)]) end}, {zipwith, fun(F) -> lists:zipwith(fun(X, _) -> F(X) end, [2], [3]) end},
        {mapfoldl, fun(F) -> lists:mapfoldl(fun(X, A) -> {F(X), A} end, 0, L) end}, {partition, fun(F) -> lists:partition(fun(X) -> F(X) > 1 end, L) end}, {apply, fun(F) -> apply(F, [2]) end}, {timer_tc, fun(F) -> element(2, timer:tc(F, [2])) end},
        {ets_foldl, fun(F) -> T = ets:new(t, []), ets:insert(T, {2}), try ets:foldl(fun({X}, _) -> F(X) end, 0, T) after ets:delete(T) end end}],
    [p({N, [end_of(C, K) || K <- [throw, error, exit]], hd([Fn || {?MODULE, Fn, _, _} <- trace_of(C)])}) || {N, C} <- Calls],
    %% out of a sort in the middle of nested library calls
    p(try lists:foldl(fun(X, A) -> lists:map(fun(Y) -> maps:fold(fun(_, Z, _) -> Z > 3 andalso throw({out, X, Y, Z}), Z end, A, #{k => X + Y}) end, [1, 2]), A end, 0, [1, 2, 3]) catch throw:Out -> Out end),
    %% throw used as a long jump out of ets:foldl leaves the table usable
    T = ets:new(x, [ordered_set]), ets:insert(T, [{N} || N <- lists:seq(1, 10)]),
    p(try ets:foldl(fun({5}, _) -> throw(five); (_, A) -> A end, 0, T) catch throw:V -> V end), ets:delete(T, 5), p({ets:info(T, size), ets:info(T, safe_fixed)}), ets:delete(T).

end_of(C, K) -> try C(fun(2) -> raise(K); (X) -> X end) of _ -> none catch K1:R -> {K1, R} end.
trace_of(C) -> try C(fun(2) -> raise(error); (X) -> X end) of _ -> none catch _:_:S -> S end.
raise(throw) -> throw(t); raise(error) -> error(e); raise(exit) -> exit(x).
