%% Comprehensions over many elements, with results in order, and nested.
-module(comp_large).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(lists:sum([X || X <- lists:seq(1, 4000)])),
    ?show(length([ok || X <- lists:seq(1, 100), Y <- lists:seq(1, 100), X < Y])),
    ?show(lists:last([X * 2 || X <- lists:seq(1, 4000)])),
    ?show(byte_size(<< <<X:16>> || X <- lists:seq(1, 4000) >>)),
    ?show(erlang:crc32(<< <<X>> || X <- lists:seq(1, 4000) >>)),
    ?show(map_size(#{X rem 1000 => X || X <- lists:seq(1, 5000)})),
    ?show(lists:sum([V || _ := V <- #{X => 1 || X <- lists:seq(1, 2000)}])),
    B = << <<X:8>> || X <- lists:seq(0, 2999) >>,
    ?show(lists:sum([X || <<X>> <= B])),
    ?show(length([X || <<X:3>> <= B])),
    ?show(lists:sum([X || <<X:16/little>> <= B])),
    ?show([X || X <- lists:seq(1, 4000), X rem 999 =:= 0]),
    ?show(length([{A, C} || {A, _} <- [{I, I} || I <- lists:seq(1, 200)], C <- [A, A + 1], C rem 3 =:= 0])),
    ?show(lists:sum([length([Y || Y <- lists:seq(1, X)]) || X <- lists:seq(1, 100)])),
    ?show(lists:sum([A * C || A <- lists:seq(1, 2000) && C <- lists:seq(2000, 1, -1)])),
    ok.
