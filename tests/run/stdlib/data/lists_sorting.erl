%% Sorts of every kind: stability, keys, orders of one's own, merges, and lists that are not sorted.
-module(lists_sorting).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ls = [[], [a], [3, 1, 2], [b, 1, {}, [], "x", <<1>>, 1.0, 1, #{}], [1, 1.0, 2.0, 2], lists:reverse(lists:seq(1, 12)), [1, 2, 3, 3, 2, 1], [{b, 1}, {a, 2}, {b, 0}, {a, 1}]],
    each(fun(L) -> {lists:sort(L), lists:usort(L), lists:sort(fun(A, B) -> A >= B end, L), lists:usort(fun(A, B) -> A >= B end, L)} end, Ls),
    Ts = [{b, 2, x}, {a, 1, y}, {b, 1, z}, {a, 2, w}, {c, 1.0, v}, {d, 1, u}],
    each(fun(N) -> {lists:keysort(N, Ts), lists:ukeysort(N, Ts)} end, [1, 2, 3, 0, 4, x]),
    each(fun(F) -> F() end, [fun() -> lists:sort(fun(A, B) -> A =< B end, Ts) end, fun() -> lists:sort(fun({A, _, _}, {B, _, _}) -> A =< B end, Ts) end, fun() -> lists:sort(fun(_, _) -> true end, [3, 1, 2]) end, fun() -> lists:sort(fun(_, _) -> false end, [3, 1, 2]) end, fun() -> lists:sort(fun(_, _) -> maybe_so end, [3, 1, 2]) end]),
    many(lists, merge, [[[1, 3, 5], [2, 4]], [[1, 1], [1, 1.0]], [[], [a]], [[3, 1], [2]], [[[1, 4], [2, 5], [3, 6], []]], [[]], [fun(A, B) -> A >= B end, [5, 3], [4, 2]], [a, [1]], [[1], a], [[[1], a]]]),
    many(lists, umerge, [[[1, 3], [1, 2, 3]], [[1, 1.0], [1.0]], [[[1, 2], [2, 3], [3]]], [fun(A, B) -> A >= B end, [5, 3], [5, 2]]]),
    many(lists, merge3, [[[1, 4], [2, 5], [3, 6]], [[], [], []], [[1], [], [1.0]], [[1], [2], x]]),
    many(lists, umerge3, [[[1, 4], [1, 5], [4, 6]], [[1.0], [1], [1]]]),
    many(lists, keymerge, [[1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}]], [2, [{a, 1}], [{b, 1}]], [3, [{a, 1}], [{b, 1}]], [1, [a], [{b}]], [0, [], []]]),
    many(lists, ukeymerge, [[1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}]], [1, [{1}], [{1.0}]], [x, [], []]]),
    ok.
