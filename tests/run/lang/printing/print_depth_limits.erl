%% ~P and ~W: how depth is spent on lists, tuples, strings, binaries and maps.
-module(print_depth_limits).
-export([main/0]).
-include("../lang.hrl").

main() ->
    T = {a, [b, {c, [d, {e, [f, g]}]}], "string", <<"binary">>, #{k => {v, [w]}}},
    [io:format("~P~n~W~n", [T, D, T, D]) || D <- [0, 1, 2, 3, 4, 5, 8, 12, 20, -1]],
    L = lists:seq(1, 10),
    [io:format("~P ~W~n", [L, D, L, D]) || D <- [1, 2, 5, 10, 11]],
    [io:format("~P~n", [lists:seq($a, $z), D]) || D <- [1, 3, 5, 10, 30]],
    [io:format("~P~n", [<<"abcdefghijklmnopqrstuvwxyz0123456789">>, D]) || D <- [1, 2, 5, 20]],
    [io:format("~P~n", [list_to_binary(lists:seq(0, 20)), D]) || D <- [1, 2, 5, 20]],
    io:format("~P~n", [[[[[[a]]]]], 4]),
    io:format("~P~n", [[a | b], 2]),
    io:format("~P~n", [{}, 1]),
    io:format("~P~n", [[], 1]),
    io:format("~P~n", [[{1, 2}, {3, 4}, {5, 6}], 4]),
    io:format("~tP~n", ["日本語日本語", 4]),
    ok.
