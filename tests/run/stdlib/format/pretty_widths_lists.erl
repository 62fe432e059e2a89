%% Line breaking of lists: of numbers, of lists, of pairs, improper ones, strings that are too long.
-module(pretty_widths_lists).
-export([main/0]).
-include("../show.hrl").

main() ->
    Terms = [lists:seq(1, 40), [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [{a, 1}, {bb, 22}, {ccc, 333}, {dddd, 4444}], [a | b], [aaaaaaaaaa, bbbbbbbbbbbb | cccccccccccccc], [[[[[[deep]]]]]], ["one", "two", "three", "four", "five"],
             "The quick brown fox jumps over the lazy dog and then some more", ["short", "a longer string that breaks"], [<<"bin one">>, <<"bin two">>, <<1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>], [[], [[]], [[], []]], lists:duplicate(20, ab), [1.5, 2.25, -3.125, 1.0e100], [{k, [{k2, [{k3, [1, 2, 3, 4, 5]}]}]}]],
    [begin
         io:format("-- ~w~n", [W]),
         io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ "p", [T])])
     end || T <- Terms, W <- [8, 16, 30, 50, 80]],
    ok.
