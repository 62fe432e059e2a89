%% Lists and tuples of numbers of different lengths: how many stand in a line.
-module(pretty_numbers_mixed).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ls = [lists:seq(1, 60), [1 bsl N || N <- lists:seq(0, 90, 6)], [N / 3 || N <- lists:seq(1, 20)], lists:duplicate(50, 0), [-N * N * N || N <- lists:seq(1, 30)], [1.0e100, -1.5e-50, 0.0, 1], lists:flatten([[N, a, "x"] || N <- lists:seq(300, 330)]), list_to_tuple(lists:seq(1000, 1040)), [{N, N * 1.5} || N <- lists:seq(1, 8)], <<(list_to_binary(lists:seq(0, 60)))/binary>>, [[1, 2], [3, 4 | 5], [{6}]], array:from_list([1, 2, 3]), queue:from_list(lists:seq(1, 10)), gb_sets:from_list(lists:seq(1, 9))],
    [io:format("-- ~w~n~tp~n", [W, X]) || X <- [[{W, lists:flatten(io_lib:format("~" ++ integer_to_list(W) ++ "p", [L]))} || L <- Ls] || W <- [80]], W <- [x]], [io:format("~s~n", [io_lib:format("~" ++ integer_to_list(W) ++ "p", [L])]) || L <- Ls, W <- [30, 60]], ok.
