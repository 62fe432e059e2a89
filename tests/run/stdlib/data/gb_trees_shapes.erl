%% gb_trees: the tree itself after insertions and deletions, balance, smallest and largest, ranges of iterators.
-module(gb_trees_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = lists:foldl(fun(K, A) -> gb_trees:insert(K, -K, A) end, gb_trees:empty(), [5, 2, 8, 1, 9, 3, 7, 4, 6]),
    each(fun(F) -> F() end, [fun() -> T end, fun() -> gb_trees:balance(T) end, fun() -> gb_trees:from_orddict([{N, N} || N <- lists:seq(1, 7)]) end, fun() -> lists:foldl(fun(K, A) -> gb_trees:insert(K, x, A) end, gb_trees:empty(), lists:seq(1, 12)) end, fun() -> gb_trees:delete(5, T) end, fun() -> gb_trees:delete_any(99, T) =:= T end, fun() -> gb_trees:take_smallest(T) end, fun() -> gb_trees:take_largest(T) end, fun() -> gb_trees:take(3, T) end, fun() -> gb_trees:take_any(33, T) end,
        fun() -> gb_trees:map(fun(K, V) -> {K, V} end, gb_trees:from_orddict([{a, 1}])) end, fun() -> gb_trees:update(5, new, T) end, fun() -> gb_trees:enter(5.0, new, T) end, fun() -> gb_trees:lookup(5.0, T) end, fun() -> {gb_trees:smaller(5, T), gb_trees:smaller(1, T), gb_trees:larger(5, T), gb_trees:larger(9, T), gb_trees:smaller(5.5, T)} end, fun() -> {gb_trees:keys(T), gb_trees:values(T), gb_trees:size(T), gb_trees:to_list(T)} end]),
    Rest = fun R(I) -> case gb_trees:next(I) of none -> []; {K, _, J} -> [K | R(J)] end end,
    each(fun(O) -> {Rest(gb_trees:iterator(T, O)), [Rest(gb_trees:iterator_from(K, T, O)) || K <- [0, 4, 4.5, 9, 10]]} end, [ordered, reversed]),
    each(fun({F, A}) -> apply(gb_trees, F, A) end, [{insert, [5, x, T]}, {insert, [5.0, x, T]}, {delete, [99, T]}, {get, [99, T]}, {update, [99, x, T]}, {smallest, [gb_trees:empty()]}, {largest, [gb_trees:empty()]}, {take_smallest, [gb_trees:empty()]}, {take, [99, T]}, {iterator, [T, odd]}, {from_orddict, [x]}, {from_orddict, [[a]]}, {insert, [a, b, x]}, {is_empty, [{0, nil}]}, {is_empty, [x]}, {size, [x]}, {next, [x]}, {next, [[]]}, {lookup, [a, x]}]),
    ok.
