%% ++ and -- with all kinds of operands, their associativity and costs that must not explode.
-module(op_lists).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([[] ++ [], [1] ++ [], [] ++ x, [1] ++ x, [1] ++ [2 | y]]),
    ?show(id(x) ++ [1]),
    ?show(id([1 | 2]) ++ [3]),
    ?show([1, 2, 1, 3, 1] -- [1, 1]),
    ?show([1, 2, 3] -- [3, 2, 1, 0]),
    ?show([1, 1.0, 2] -- [1.0]),
    ?show([] -- [x]),
    ?show([x] -- []),
    ?show("hello" -- "l"),
    ?show([a, b] -- id(c)),
    ?show(id([a | b]) -- []),
    ?show([a] -- id([b | c])),
    ?show([{1, a}, {1, a}] -- [{1, a}]),
    ?show(length(lists:seq(1, 5000) -- lists:seq(1, 5000, 2))),
    ?show(length(lists:foldl(fun(X, A) -> [X] ++ A end, [], lists:seq(1, 1000)))),
    ?show([1] ++ [2] ++ id(3)),
    ?show("ab" ++ ["cd" | [$e]]),
    ?show([X || X <- "abc" ++ "def" -- "ad"]),
    ?show(lists:append(["a", "b", c])),
    ?show(lists:subtract("abcabc", "cab")),
    ok.
