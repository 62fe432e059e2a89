%% io_lib:print/4 and the options of the pretty printer: columns, line lengths, depths, strings or not.
-module(print_with_columns).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = [{name, "Anna"}, {list, [1, 2, 3, {nested, "text", <<"bin">>}]}, {map, #{k => {v, v}}}],
    [io:format("~ts|~n", [io_lib:print(T, C, L, D)]) || C <- [1, 10, 30], L <- [20, 40, 80], D <- [-1, 6, 12]],
    each(fun(X) -> lists:flatten(io_lib:print(X)) end, ["abc", [1, 2], {a}, <<"x">>, 'å', "å"]),
    [io:format("~ts|~n", [io_lib_pretty:print(T, O)]) || O <- [[], [{line_length, 30}], [{column, 5}, {line_length, 30}], [{depth, 5}], [{strings, false}, {line_length, 60}], [{line_max_chars, 20}], [{encoding, latin1}], [{line_length, 20}, {depth, 8}, {strings, true}]]],
    each(fun({X, C, L, D}) -> lists:flatten(io_lib:print(X, C, L, D)) end, [{a, 0, 80, -1}, {"abc", 1, 0, -1}, {{a, b}, 1, 1, -1}, {[1, 2], 80, 80, -1}, {x, a, 80, -1}, {x, 1, b, -1}]),
    ok.
