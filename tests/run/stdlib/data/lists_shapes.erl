%% append, concat, flatten, flatlength, reverse, sum, max, min, enumerate, uniq, member.
-module(lists_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    many(lists, append, [[[[1], [2, 3], []]], [[]], [[[1], 2]], [[[1], x, []]], [[1], [2]], [[1], 2], [x, [1]], [[], x], [[1 | 2], []]]),
    many(lists, concat, [[[a, 1, 1.5, "str", 'B c']], [[]], [[<<"x">>]], [[self]], [["a", $b]], [x], [[{}]]]),
    many(lists, flatten, [[[1, [2, [3, []]], [], "ab"]], [[]], [[a | b]], [[[a | b]]], [x], [[1, [2]], [3]], [[1], x], [[[1 | 2]], []]]),
    many(lists, flatlength, [[[1, [2, [3]], []]], [[]], [[1 | 2]], [x], [[[1 | 2]]]]),
    many(lists, reverse, [[[1, 2, 3]], [[]], [[1 | 2]], [x], [[1, 2], [3]], [[1, 2], x], [[], x], [x, []]]),
    many(lists, sum, [[[]], [[1, 2.5, 3]], [[a]], [[1 | 2]], [[1 bsl 64, 1]]]),
    many(lists, max, [[[]], [[1, 1.0]], [[1.0, 1]], [[a, "x", {}, 5]], [[1 | 2]], [x]]),
    many(lists, min, [[[]], [[1, 1.0]], [[1.0, 1]], [[a, "x", {}, 5]]]),
    many(lists, enumerate, [[[a, b]], [[]], [5, [a, b]], [0, []], [10, -3, [a, b, c]], [1, 0, [a, b]], [a, [x]], [1, b, [x]], [1.5, [a]], [[a | b]], [x]]),
    many(lists, uniq, [[[1, 1.0, 1, a, a]], [[]], [[[], [], {}]], [x], [[1 | 2]], [fun(X) -> X rem 2 end, [1, 2, 3, 4]], [fun(_) -> x end, []], [x, [1]]]),
    many(lists, member, [[1, [1.0, 1]], [1, []], [1, [1 | 2]], [3, [1 | 2]], [1, x]]),
    ok.
