%% erl_anno: annotations of every form, read, written and refused.
-module(erl_anno_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Annos = [0, 1, {2, 3}, [{location, 4}], [{location, {5, 6}}, {text, "abc"}], [{file, "f"}, {location, 7}], [{generated, true}, {location, 8}], [{record, true}, {location, 9}]],
    [calls(erl_anno, [{F, [[A]]} || F <- [column, end_location, file, generated, line, location, record, text, is_anno, to_term]]) || A <- Annos],
    Bad = [-1, x, {1, 0}, {0, 1, 2}, [], [x], [{location, x}], [{text, "only"}], "abc", [{location, 1} | x], {1, x}],
    [calls(erl_anno, [{F, [[A]]} || F <- [column, end_location, file, generated, line, location, record, text, is_anno, to_term, new, from_term]]) || A <- Bad],
    calls(erl_anno, [
        {new, [[1], [{1, 2}], [0], [{0, 0}]]},
        {from_term, [[1], [{3, 4}], [[{location, 5}, {text, "x"}]]]},
        {set_file, [["f", 1], [<<"f">>, 1], ["", 1], [x, 1], ["g", [{file, "f"}, {location, 1}]]]},
        {set_line, [[5, 1], [5, {1, 2}], [-1, 1], [x, 1], [5, [{location, {1, 2}}, {text, "a"}]]]},
        {set_location, [[{5, 6}, 1], [7, {1, 2}], [x, 1], [{0, x}, 1]]},
        {set_generated, [[true, 1], [false, 1], [x, 1], [false, [{generated, true}, {location, 1}]]]},
        {set_record, [[true, 1], [false, [{location, 1}, {record, true}]], [x, 1]]},
        {set_text, [["abc", 1], ["", 1], [x, 1], ["n", [{location, 1}, {text, "o"}]]]},
        {end_location, [[[{location, {1, 1}}, {text, "a\nbc"}]], [[{location, 1}, {text, "a\nbc\n"}]], [[{location, {1, 5}}, {text, ""}]]]}]).
