%% zip, zip3, zipwith, unzip with lists of different lengths in each mode.
-module(lists_zip_modes).
-export([main/0]).
-include("../show.hrl").

main() ->
    Modes = [fail, trim, {pad, {p, q}}],
    [each(fun({A, B}) -> lists:zip(A, B, M) end, [{[], []}, {[1], [a]}, {[1, 2], [a]}, {[1], [a, b]}, {[1 | 2], [a]}, {x, []}]) || M <- Modes],
    each(fun({A, B, M}) -> lists:zip(A, B, M) end, [{[1], [], {pad, {x}}}, {[1], [], pad}, {[1], [a], odd}, {[1], [], {pad, x}}]),
    [each(fun({A, B, C}) -> lists:zip3(A, B, C, M) end, [{[], [], []}, {[1], [2], [3]}, {[1, 1], [2], []}, {[], [], [3]}]) || M <- [fail, trim, {pad, {p, q, r}}]],
    [each(fun({A, B}) -> lists:zipwith(fun(X, Y) -> {Y, X} end, A, B, M) end, [{[1, 2], [a]}, {[], [a]}, {[1], [b]}]) || M <- Modes],
    [each(fun({A, B, C}) -> lists:zipwith3(fun(X, Y, Z) -> [X, Y, Z] end, A, B, C, M) end, [{[1, 2], [a], []}, {[1], [2], [3]}]) || M <- [fail, trim, {pad, {p, q, r}}]],
    many(lists, unzip, [[[]], [[{1, a}, {2, b}]], [[{1, a} | x]], [[{1}]], [x]]),
    many(lists, unzip3, [[[]], [[{1, a, x}, {2, b, y}]], [[{1, 2}]]]),
    many(lists, zip, [[[1], [2, 3]], [[1], [2]], [a, b]]),
    many(lists, zip3, [[[1], [2], [3]], [[1], [2], []]]),
    ok.
