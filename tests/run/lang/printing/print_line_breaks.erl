%% ~p breaks lines in lists, tuples, strings, binaries and records; widths and starting columns.
-module(print_line_breaks).
-export([main/0]).
-include("../lang.hrl").

main() ->
    L = lists:seq(1, 40),
    io:format("~p~n", [L]),
    io:format("~p~n", [list_to_tuple(L)]),
    io:format("label: ~p~n", [L]),
    io:format("~40p~n", [L]),
    io:format("~10p~n", [[1, 2, 3, {a, b, c}]]),
    io:format("~p~n", [[{key, value}, {another_key, "a string value"}, {third, [nested, list, with, atoms]}, {fourth, {tuple, in, tuple}}]]),
    io:format("~p~n", [{some_record, "name", [{option, true}, {option2, false}], <<"binary data">>, 12345678901234567890, undefined}]),
    io:format("~p~n", ["a long string that goes on and on and on until it has to be broken into several lines because of its length"]),
    io:format("~p~n", [<<"a long binary that goes on and on and on until it has to be broken into several lines because of its length">>]),
    io:format("~p~n", [list_to_binary(lists:seq(100, 160))]),
    io:format("~p~n", [lists:duplicate(12, "string")]),
    io:format("~p~n", [lists:duplicate(3, lists:duplicate(3, lists:duplicate(10, atom)))]),
    io:format("~p~n", [{a, {b, {c, {d, {e, {f, {g, {h, {i, {j, {k, {l, {m, {n, deep_in_a_tuple_of_tuples}}}}}}}}}}}}}}}]),
    io:format("~p~n", [[[[[[[[[[[[[[[deep_in_a_list_of_lists_with_a_long_name_that_needs_space]]]]]]]]]]]]]]]),
    io:format("~p~n", [[a | b]]),
    io:format("~20p~n", [[aaaaaaaaaa, bbbbbbbbbb | cccccccccc]]),
    io:format("~p~n", [[1.5, -2.25, 1.0e100, 123456789.123]]),
    io:format("~p~p~n", [L, {after_it}]),
    io:format("text before ~p and ~p~n", [{short}, lists:seq(1, 30)]),
    io:format("~p~n", [[$a, $b, 1000]]),
    io:format("~p~n", [lists:seq(32, 126)]),
    ok.
