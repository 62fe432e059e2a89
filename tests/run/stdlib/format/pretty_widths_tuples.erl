%% Line breaking of tuples and records of every nesting at many widths.
-module(pretty_widths_tuples).
-export([main/0]).
-include("../show.hrl").

-record(point, {x, y}).
-record(shape, {name, corners = [], style}).
main() ->
    Terms = [{point, 1, 2}, {a, {b, {c, {d, {e, {f, {g, {h}}}}}}}}, {long_tag_of_a_tuple, 1, 2, 3}, {{1, 2}, {3, 4}, {5, 6}}, #shape{name = "box", corners = [#point{x = 1, y = 2}, #point{x = 3.5, y = {4, 5}}], style = [bold, {colour, red}]},
             {ok, "a string that is rather long for a line of text", <<"and a binary">>}, list_to_tuple(lists:seq(1, 30)), {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}, {'quoted tag', [], {}, {[]}, [{}]}],
    [begin
         io:format("~n~w at ~w:~n", [element(1, T), W]),
         io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ "p", [T])])
     end || T <- Terms, W <- [10, 20, 33, 60]],
    Def = fun(point, 2) -> [x, y]; (shape, 3) -> [name, corners, style]; (_, _) -> no end,
    [io:format("~ts~n", [io_lib_pretty:print(#shape{name = box, corners = [#point{x = 1}, #point{y = "abc"}], style = undefined}, [{column, C}, {line_length, W}, {record_print_fun, Def}])]) || {C, W} <- [{1, 80}, {1, 40}, {5, 30}, {1, 15}]],
    [io:format("~ts~n", [io_lib_pretty:print(#shape{name = box, corners = [#point{x = 1}, #point{y = "abc"}]}, [{column, 1}, {line_length, L}, {depth, D}, {record_print_fun, Def}])]) || L <- [80, 30], D <- [-1, 4, 7]],
    ok.
