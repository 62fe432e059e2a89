%% io_lib's writers of single things: atoms, strings, characters, in latin1 and unicode.
-module(io_lib_write_kinds).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(A) -> {io_lib:write_atom(A), lists:flatten(io_lib:write_atom_as_latin1(A)), lists:flatten(io_lib:write(A))} end, [a, 'A b', 'å', 'ж', '', '\n', 'don\'t', 'if']),
    each(fun(S) -> {io_lib:write_string(S), io_lib:write_string_as_latin1(S), io_lib:write_unicode_string(S)} end, ["", "a\"b", "å\n\t\e", [0, 127, 128, 255], "ж"]) , each(fun(C) -> {io_lib:write_char(C), io_lib:write_char_as_latin1(C), io_lib:write_unicode_char(C)} end, [$a, $ , $\n, 0, 127, 160, 255, 256, 16#1F600, $', $", $\\]),
    each(fun({F, A}) -> apply(io_lib, F, A) end, [{write_string, ["a'b", $']}, {write_string, ["ж", $']}, {write_char, [a]}, {write_string, [x]}, {write_atom, [1]}, {write_latin1_char, [$a]}, {write_latin1_char, [300]}, {nl, []}, {quote_atom, [abc, "abc"]}, {format_prompt, ['>']}, {format_prompt, [{format, "~p> ", [1]}]}, {format_prompt, ["p"]}]),
    each(fun({T, D}) -> lists:flatten(io_lib:write(T, D)) end, [{[1, 2, 3], 2}, {{a, {b, {c}}}, 2}, {#{a => {b}}, 2}, {<<1, 2, 3, 4>>, 3}, {"abc", 2}, {a, 0}]), each(fun(L) -> {io_lib:printable_list(L), io_lib:printable_unicode_list(L), io_lib:char_list(L), io_lib:deep_latin1_char_list(L)} end, ["abc", "ж", [1], ["a"], [a], a, [$a | $b]]), ok.
