%% io_lib: writing, printing, indenting, scanning of formats, limited writing; wrong arguments.
-module(io_lib_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Terms = [a, 'a b', "ab\n", [$a, 1024], <<"å">>, <<1:3>>, {1, [2 | 3]}, #{k => v}, 1.5e10, [], {}, -7, [[[[deep]]]]],
    [text(io_lib, [{write, [[T], [T, 3], [T, [{depth, 2}]], [T, [{encoding, latin1}]]]}, {print, [[T], [T, 1, 20, 3], [T, 5, 80, -1]]}, {bwrite, [[T, []], [T, [{depth, 3}]], [T, [{encoding, utf8}]]]}]) || T <- Terms],
    text(io_lib, [
        {write, [[[a, b, c], -1], [[a], [{bad, 1}]]]},
        {print, [[a, x, 80, 5], [[1, 2, 3], 0, 80, 2], [[1, 2, 3], 1, 5, -1], [a, 1, x, 1], [a, 1, 1, x]]},
        {bwrite, [[a, x], [a, [{bad, x}]], [[a, b, c, d], [{depth, 2}]]]},
        {bwrite_string, [["a\"b", $", []], [<<"a'b">>, $', [{chars_limit, 3}]], [x, $", []], ["abcdef", $", [{chars_limit, 4}]]]},
        {bfwrite, [["~p ~s", [a, "b"]], ["~p", []], ["~p~n", [1], []], ["~p", [[1, 2, 3]], [{chars_limit, 4}]], ["~z", [1], []], [x, y], [x, y, z]]},
        {bformat, [["~w", [a]], ["~w", []], ["~ts", [[1024]]], ["~w", [a], []], ["~w", [], []]]},
        {fwrite, [["~5w|", [a]], ["~w", []], ["~w", [a], [{chars_limit, 2}]], ["~w", [], []], ["~p", [[a, b]], [{bad, 1}]]]},
        {format, [["~*c", [3, $x]], ["~.2f", [1]], ["~.2f", [1.255]], ["~g", [1]], ["~e", [1.0]], ["~b", [a]], ["~.37b", [5]], ["~i~w", [a, b]], ["~", []], ["~w", [a, b]], ["~s", [[a]]], ["~c", [-1]], ["~+", [17]], ["~#", [255]], ["~16+", [x]], ["~10.4.*w", [$x, abcdef]], ["~-5s|", ["ab"]], ["~a", ["x"]], ["~s", ["abc"], [{chars_limit, 1}]], ["~ts", [<<255>>]], ["~0p", [{a}]], ["~P", [[1, 2, 3, 4], 2]], ["~W", [[1, 2, 3, 4], x]], ["~kp", [#{b => 1, a => 2}]], ["~Kp", [fun(A, B) -> A > B end, #{b => 1, a => 2}]], ["~lp", [[97, 98]]], ["~x", [10, "p"]], ["~X", [10, "p"]]]},
        {indentation, [["abc\nde", 0], ["abc", 3], ["", x], [x, 1], ["a\tb", 0], [[<<"ab">>, "\n", [$c]], 0]]},
        {scan_format, [["a~p~-10.5.*ts", [1, $x, 2]], ["~", []], ["~p", []], ["~20Kp", [ordered, 1]], [x, []]]},
        {unscan_format, [[x], [[$a, $b]]]},
        {build_text, [[["a", $b]], [[#{args => [1], adjust => left, encoding => latin1, control_char => $w, pad_char => $., precision => none, strings => true, width => 4, maps_order => undefined}]], [[#{control_char => $z}]], [x]]},
        {fread, [["~d", "12 x"], ["~d", "x"], ["~s ~a", "ab cd"], ["~u~c", "5q"], ["~u", "-5"], ["~f", "1.5"], ["~f", "1"], ["~2d~*d", "1234"], ["~-", "x"], ["~", "x"], ["~l", "abc"], ["a~db", "a1c"], ["~16u", "ff"], ["~#", "16#ff"], ["~3c", "abcd"], ["~3s|", "abcd"], ["~ts", [1024]], ["~s", [1024]]]},
        {write_atom, [[a], ['A'], ['a\n'], [''], [1], ['é'], ['привет']]}, {write_atom_as_latin1, [['é'], ['привет'], [1]]},
        {write_string, [["a\"\\\n\t\e\d"], [[0, 127, 200, 1024]], [x], [[a]], ["a'b", $'], ["ab", []], [[-1]]]},
        {write_string_as_latin1, [[[200, 1024]], ["a'b", $'], [x], [[a]]]}, {write_latin1_string, [[[200]], [[1024]], [x]]},
        {write_char, [[$a], [$\n], [1024], [-1], [a], [$']]}, {write_char_as_latin1, [[1024], [200], [a]]}, {write_latin1_char, [[200], [1024], [a]]},
        {char_list, [["ab"], [[1114112]], [x], [[55296]]]}, {latin1_char_list, [["ab"], [[256]], [x]]}, {deep_char_list, [[["a", [$b]]], [[a]], [x], ["a" | []]]}, {deep_latin1_char_list, [[["a", [255]]], [[256]]]},
        {printable_list, [["ab"], [[1]], [x]]}, {printable_latin1_list, [[[200]], [[1024]], [x]]}, {printable_unicode_list, [[[1024]], [[55296]], [x]]}, {nl, [[]]}]).

%% Chars may come nested in any way.
text(M, Functions) -> [call(M, F, A, fun flat/1) || {F, Lists} <- Functions, A <- Lists], ok.

flat({done, R, C}) -> {done, R, C};
flat(L) when is_list(L) -> try unicode:characters_to_list(L) catch _:_ -> L end;
flat(V) -> V.
