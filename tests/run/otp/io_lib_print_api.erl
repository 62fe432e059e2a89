%% io_lib:print and ~p: how terms break over lines, at many widths and columns.
-module(io_lib_print_api).
-export([main/0]).

terms() ->
    Long = "a long string that does not fit on a short line",
    [lists:seq(1, 40),
     {a, b, c}, {tag, lists:seq(1, 12), {inner, "abc", <<"def">>}},
     {a_long_tag_name, {another_tag, {third_tag, {fourth, value, 'Quoted Value'}}}},
     [{key, Long}, {other, list_to_binary(Long)}, {third, list_to_atom(Long)}],
     #{key => Long}, #{{a, compound, key} => lists:seq(1, 20)}, #{1 => #{2 => #{3 => "deep", 4 => [a, b, c]}}},
     list_to_binary(lists:seq(1, 40)), {bin, list_to_binary(lists:seq(100, 130)), tail},
     [a, b, c | lists:seq(1, 10)] ++ improper, [{a, b} | {c, d}], [lists:seq(1, 8), lists:seq(100, 120) | tail],
     {{1, 2}, {3, 4}, {5, {6, {7, {8, {9, {10}}}}}}}, {1.5, -2.0e10, 1.0e-5, 123456789012345678901234567890},
     [[], {}, #{}, <<>>, "", '', [[]], [{}]], [[[[[[[deep]]]]]]],
     {record, field_one, [{x, 1}, {y, 2}], #{m => n}}, "\x{3bb}\x{e5}abc", ["str1", "str2", [1, 2, 3], "str3\n"],
     {error, {badmatch, {error, enoent}}, [{m, f, 1, [{file, "m.erl"}, {line, 1}]}, {m2, f2, [a, b], []}]}].

rec(record, 3) -> [one, two, three];
rec(_, _) -> no.

main() ->
    [io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ "." ++ integer_to_list(C) ++ M, [T])])
     || T <- terms(), W <- [10, 20, 40, 80], C <- [1, 9], M <- ["p", "tp"], W > C],
    [io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ "P", [T, D])]) || T <- terms(), W <- [20, 60], D <- [2, 4, 8]],
    [io:format("~ts~n", [io_lib:print(T)]) || T <- terms()],
    [io:format("~ts~n", [io_lib:print(T, 5, 30, 6)]) || T <- terms()],
    [io:format("~ts~n", [io_lib_pretty:print(T, fun rec/2)]) || T <- terms()],
    [io:format("~ts~n", [io_lib_pretty:print(T, [{column, 3}, {line_length, 50}, {depth, 10}, {record_print_fun, fun rec/2}, {encoding, unicode}])])
     || T <- terms()],
    [io:format("text before: ~p and ~p~n", [T, T]) || T <- lists:sublist(terms(), 6)],
    [io:format("two\nlines ~p~n", [T]) || T <- lists:sublist(terms(), 6)].
