%% gb_sets: shapes after each operation, unions of different sizes, folds, iterators both ways.
-module(gb_sets_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = gb_sets:from_list([5, 2, 8, 1, 9, 3]), E = gb_sets:empty(), B = gb_sets:from_ordset(lists:seq(1, 15)),
    each(fun(F) -> F() end, [fun() -> S end, fun() -> B end, fun() -> gb_sets:add(4, S) end, fun() -> gb_sets:add(5, S) =:= S end, fun() -> gb_sets:add(5.0, S) =:= S end, fun() -> gb_sets:insert(7, S) end, fun() -> gb_sets:delete(5, S) end, fun() -> gb_sets:del_element(99, S) =:= S end, fun() -> gb_sets:union(S, B) end, fun() -> gb_sets:union([S, E, gb_sets:singleton(x)]) end, fun() -> gb_sets:union([]) end, fun() -> gb_sets:intersection(S, B) end, fun() -> gb_sets:intersection([S, B, gb_sets:from_list([9, 1])]) end,
        fun() -> gb_sets:subtract(B, S) end, fun() -> gb_sets:difference(S, B) end, fun() -> {gb_sets:is_subset(S, B), gb_sets:is_subset(B, S), gb_sets:is_disjoint(S, gb_sets:from_list([4, 6])), gb_sets:is_disjoint(S, S), gb_sets:is_equal(S, gb_sets:balance(S)), gb_sets:is_equal(S, B)} end, fun() -> {gb_sets:smallest(S), gb_sets:largest(S), gb_sets:take_smallest(S), gb_sets:take_largest(S)} end, fun() -> {gb_sets:smaller(5, S), gb_sets:larger(5, S), gb_sets:smaller(1, S), gb_sets:larger(9, S)} end,
        fun() -> gb_sets:fold(fun(X, A) -> [X | A] end, [], S) end, fun() -> gb_sets:filter(fun(X) -> X > 3 end, B) end, fun() -> gb_sets:map(fun(X) -> X div 3 end, B) end, fun() -> gb_sets:filtermap(fun(X) when X > 5 -> {true, a}; (X) -> X < 3 end, B) end, fun() -> gb_sets:from_list([1, 1.0, 2]) end, fun() -> gb_sets:balance(gb_sets:union(S, B)) end]),
    Rest = fun R(I) -> case gb_sets:next(I) of none -> []; {K, J} -> [K | R(J)] end end,
    each(fun(O) -> {Rest(gb_sets:iterator(S, O)), [Rest(gb_sets:iterator_from(K, S, O)) || K <- [0, 3, 4, 9, 10]]} end, [ordered, reversed]),
    each(fun({F, A}) -> apply(gb_sets, F, A) end, [{insert, [5, S]}, {delete, [99, S]}, {smallest, [E]}, {largest, [E]}, {take_smallest, [E]}, {take_largest, [E]}, {iterator, [S, odd]}, {intersection, [[]]}, {union, [[x]]}, {from_list, [x]}, {is_member, [1.0, S]}, {is_set, [S]}, {is_set, [x]}, {is_set, [{1, nil}]}, {size, [x]}, {next, [x]}, {map, [x, S]}, {filter, [fun(_) -> x end, S]}]),
    ok.
