%% array: its representation as a term while it grows, shrinks, is fixed, relaxed and resized.
-module(array_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    A0 = array:new(),
    each(fun(F) -> F() end, [fun() -> A0 end, fun() -> array:set(0, a, A0) end, fun() -> array:set(9, a, A0) end, fun() -> array:set(10, a, A0) end, fun() -> array:set(99, z, A0) end, fun() -> array:from_list([a, b, c]) end, fun() -> array:from_list(lists:seq(1, 15), zero) end, fun() -> array:new(5) end, fun() -> array:new(12, {default, d}) end, fun() -> array:new([{size, 3}, {fixed, false}]) end,
        fun() -> array:new(fixed) end, fun() -> array:new([{default, x}, fixed, 7]) end, fun() -> array:resize(2, array:from_list([a, b, c])) end, fun() -> array:resize(array:from_list([a, undefined, undefined])) end, fun() -> array:relax(array:new(3)) end, fun() -> array:fix(array:from_list([a])) end, fun() -> array:reset(1, array:from_list([a, b, c])) end, fun() -> array:from_orddict([{1, a}, {12, b}]) end]),
    S = array:from_orddict([{2, b}, {5, e}, {11, k}]),
    each(fun(F) -> F(S) end, [fun array:to_list/1, fun array:sparse_to_list/1, fun array:to_orddict/1, fun array:sparse_to_orddict/1, fun array:size/1, fun array:sparse_size/1, fun array:default/1, fun array:is_fix/1, fun(X) -> array:foldl(fun(I, V, Acc) -> [{I, V} | Acc] end, [], X) end, fun(X) -> array:sparse_foldr(fun(I, V, Acc) -> [{I, V} | Acc] end, [], X) end, fun(X) -> array:sparse_map(fun(I, V) -> {I, V} end, X) end, fun(X) -> array:map(fun(I, _) -> I end, X) end]),
    many(array, get, [[0, A0], [2, S], [11, S], [12, S], [-1, S], [x, S], [3, array:new(3)], [0, x]]),
    many(array, set, [[3, a, array:new(3)], [-1, a, A0], [x, a, A0], [0, a, x]]),
    many(array, new, [[x], [-1], [{size, -1}], [[{size, 2}, odd]], [{fixed, maybe_not}], [3, 4], [[fixed, {fixed, false}]]]),
    many(array, from_list, [[x], [[a | b]], [[], d], [[a], d]]),
    many(array, from_orddict, [[[{1, a}, {1, b}]], [[{2, a}, {1, b}]], [[{-1, a}]], [[{x, a}]], [[a]], [[{1, a} | b]]]),
    many(array, resize, [[-1, A0], [x, A0], [0, S], [3, array:fix(S)]]),
    ok.
