%% ~P with depths and widths: where the dots come, in lists, tuples, maps, strings and binaries.
-module(pretty_depth_limits).
-export([main/0]).
-include("../show.hrl").

main() ->
    Terms = [lists:seq(1, 12), {a, b, c, d, e, f}, [[1, 2], [3, 4], [5, 6]], {a, {b, {c, {d}}}}, "a string is not cut by depth", <<1, 2, 3, 4, 5, 6, 7, 8>>, <<"printable binary text">>, #{k => [1, 2, 3, 4]}, [a, b | c], [{x, [{y, [{z, 1}]}]}], {[], {}, [[]]}, [[[[[]]]]], list_to_tuple(lists:seq(1, 15))],
    [begin
         io:format("~0tp:~n", [T]),
         [io:format("  ~2w ~ts~n", [D, io_lib:format("~tP", [T, D])]) || D <- [0, 1, 2, 3, 4, 5, 7, 10]]
     end || T <- Terms],
    [io:format("~ts~n", [io_lib:format("~" ++ W ++ "P", [{tag, lists:seq(1, 30), "some text that is long enough"}, D])]) || W <- ["10", "20", "40"], D <- [3, 8, 20]],
    each(fun({F, A}) -> lists:flatten(io_lib:format(F, A)) end, [{"~P", [a]}, {"~P", [a, b]}, {"~P", [{a, b}, -5]}, {"~5.3P", [{a, b}, 2]}]),
    ok.
