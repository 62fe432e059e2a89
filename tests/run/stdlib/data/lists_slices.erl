%% nth, nthtail, sublist, split, last, droplast, seq, duplicate, delete, subtract at their edges.
-module(lists_slices).
-export([main/0]).
-include("../show.hrl").

main() ->
    L = [a, b, c, d],
    many(lists, nth, [[N, L] || N <- [0, 1, 4, 5, -1, x]] ++ [[1, []], [2, [a | b]], [1, x]]),
    many(lists, nthtail, [[N, L] || N <- [0, 1, 4, 5, -1, x]] ++ [[1, [a | b]], [2, [a | b]], [0, x]]),
    many(lists, sublist, [[L, N] || N <- [0, 2, 4, 9, -1, x]] ++ [[L, S, N] || S <- [1, 3, 5, 6, 0], N <- [0, 2, 9, -1]] ++ [[[a | b], 1], [[a | b], 2], [x, 1]]),
    many(lists, split, [[N, L] || N <- [0, 2, 4, 5, -1, x]] ++ [[1, [a | b]], [2, [a | b]]]),
    many(lists, last, [[L], [[]], [[a | b]], [x]]),
    many(lists, droplast, [[L], [[a]], [[]], [[a | b]], [x]]),
    many(lists, seq, [[1, 3], [3, 1], [1, 0], [2, 0], [5, 5], [a, 1], [1.0, 2]] ++ [[A, B, C] || {A, B, C} <- [{1, 10, 3}, {10, 1, -3}, {1, 1, 0}, {1, 2, 0}, {1, 0, 1}, {1, -1, 1}, {3, 4, -1}, {3, 5, -1}, {1, 3, 1.0}, {0, 10, 20}, {1 bsl 62, (1 bsl 62) + 2, 1}]]),
    many(lists, duplicate, [[0, x], [3, x], [-1, x], [a, x]]),
    many(lists, delete, [[b, L], [z, L], [1.0, [1, 1.0]], [b, [a, b, b]], [a, x], [z, [a | b]]]),
    many(lists, subtract, [[[1, 2, 3, 2, 1], [2, 1]], [[1, 1.0], [1.0]], [[], [1]], [[1], []], [[1 | 2], []], [[1], [1 | 2]]]),
    many(lists, prefix, [[[], []], [[a], [a, b]], [[b], [a, b]], [[a, b], [a]], [x, []], [[], x]]),
    many(lists, suffix, [[[], []], [[b], [a, b]], [[a], [a, b]], [[1.0], [1]], [x, [a]]]),
    many(lists, join, [[x, []], [x, [a]], [x, [a, b, c]], [x, y], [x, [a | b]]]),
    ok.
