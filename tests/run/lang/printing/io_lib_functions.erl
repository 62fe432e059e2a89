%% What io_lib offers beside format: write, print, quoting, chars and their tests.
-module(io_lib_functions).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(lists:flatten(io_lib:write({a, "b", <<"c">>, 1.5}))),
    ?show(lists:flatten(io_lib:write([1, 2, 3, 4, 5], 3))),
    ?show(lists:flatten(io_lib:print({a, "b", <<"c">>}))),
    ?show(lists:flatten(io_lib:print(lists:seq(1, 30), 5, 20, -1))),
    ?show(io_lib:write_atom('a b')),
    ?show(io_lib:write_atom('日')),
    ?show(io_lib:write_atom_as_latin1('日')),
    ?show(io_lib:write_string("a\"b\n")),
    ?show(io_lib:write_char($\n)),
    ?show([io_lib:char_list("abc"), io_lib:char_list([a]), io_lib:latin1_char_list([300]), io_lib:deep_char_list(["a", [$b]])]),
    ?show([io_lib:printable_list("ab\n"), io_lib:printable_list([1]), io_lib:printable_unicode_list("日"), io_lib:printable_latin1_list("日")]),
    ?show(io_lib:fwrite("~p-~w", [a, b])),
    ?show(io_lib:indentation("abc\nde", 3)),
    ?show(io_lib:nl()),
    ?show(lists:flatten(io_lib:format("~p", [{a, b}], [{chars_limit, 100}]))),
    ?show(io_lib:fread("~d ~s", "42 word rest")),
    ?show(io_lib:fread("~d", "x")),
    ?show(io_lib:bformat("~s ~p", ["a", b])),
    ?show(io_lib:limit_term([a, b, c, d, {e, f, g}], 3)),
    ?show(io_lib:unscan_format(io_lib:scan_format("~10.2f ~p", [1.5, a]))),
    ok.
