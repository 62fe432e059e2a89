%% Matches between generators and as filters; multi-valued comprehensions.
-module(comp_match_generators).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([Y || X <- [1, 2, 3], Y <- [X * X], Y > 1]),
    ?show([Z || X <- [1, 2], begin Z = X + 1, true end]),
    ?show([V || {K, V} = P <- [{a, 1}, {b, 2}], K =:= a, is_tuple(P)]),
    ?show([P || {K, _} = P <- [{a, 1}, {b, 2}], K =:= b]),
    ?show([{H, T} || [H | T] <- ["abc", [], "d"]]),
    ?show([X || #{k := #{l := X}} <- [#{k => #{l => 1}}, #{k => 2}]]),
    ?show([A || {A, {B, [C, A]}} <- [{1, {2, [3, 1]}}, {1, {2, [3, 4]}}], B < C]),
    ?show([X || <<"id:", X/binary>> <- [<<"id:1">>, <<"no">>, <<"id:">>]]),
    ?show([X || 1 <- [1, 2, 1], X <- [a]]),
    ?show([X || 1.0 <- [1, 1.0], X <- [f]]),
    ?show([N || N <- [1, 2, 3], is_integer(N, 2, 3)]),
    ?show([X || [X] <- [[[]], [], [1, 2], [x]]]),
    ?show([{X, Y} || X = {_, Y} <- [{1, 2}]]),
    ok.
