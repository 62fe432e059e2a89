%% Zip generators: in step, of different lengths, mixed kinds, strict parts, together with others.
-module(comp_zip).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c]]),
    ?show([{X, Y, Z} || X <- [1, 2] && Y <- "ab" && Z <- [x, y]]),
    ?show([X + Y || X <- [1, 2] && Y <- [10]]),
    ?show([X + Y || X <- [] && Y <- [10]]),
    ?show([X || X <- [] && _ <- []]),
    ?show([{X, Y} || {ok, X} <- [{ok, 1}, error, {ok, 3}] && Y <- [a, b, c]]),
    ?show([{X, Y} || X <- [1, 2, 3] && {ok, Y} <- [{ok, a}, no, {ok, c}]]),
    ?show([{X, Y} || {ok, X} <:- [{ok, 1}, error] && Y <- [a, b]]),
    ?show([{X, Y} || X <- [1, 2] && <<Y>> <= <<"ab">>]),
    ?show([{X, Y} || X <- [1, 2] && <<Y:16>> <= <<"abcde">>]),
    ?show([{X, Y} || X <- [1, 2, 3] && <<Y>> <= <<"ab">>]),
    ?show([{K, V, X} || K := V <- maps:iterator(#{b => 2, a => 1}, ordered) && X <- [x, y]]),
    ?show([{X, Y, Z} || X <- [1, 2] && Y <- [a, b], Z <- [p, q]]),
    ?show([{X, Y, Z} || Z <- [p, q], X <- [1, 2] && Y <- [a, b], X =/= 2]),
    ?show(<< <<X, Y>> || X <- [1, 2] && Y <- [3, 4] >>),
    ?show(#{X => Y || X <- [1] && Y <- [one]}),
    ?show([{X, Y} || X <- id(x) && Y <- [1]]),
    ?show([{X, Y} || X <- [1 | id(2)] && Y <- [1, 2]]),
    ?show([{X, Y} || <<X>> <= <<1, 2>> && <<Y:4>> <= <<16#ab>>]),
    ?show([{X, Y} || X <- [[Z || Z <- "ab" && _ <- "cd"], "ef"] && Y <- [1, 2]]),
    ?show([Y || X <- [1, 2, 3] && Y <- [3, 2, 1], X =:= Y]),
    ?show([X || X <- [1, 2, 3] && true <- [true, false, true]]),
    ok.
