%% Arithmetic around the limits of small integers: 2^59 to 2^64, and back.
-module(bignum_boundaries).
-export([main/0]).
-include("../lang.hrl").

edges() -> [S * ((1 bsl N) + D) || N <- [28, 31, 32, 59, 60, 61, 62, 63, 64], D <- [-1, 0, 1], S <- [1, -1]].
main() ->
    ?show([X + 1 || X <- edges()]),
    ?show([X - 1 || X <- edges()]),
    ?show([X * 2 || X <- edges()]),
    ?show([X * X || X <- edges()]),
    ?show([-X || X <- edges()]),
    ?show([X div 2 || X <- edges()]),
    ?show(lists:all(fun(X) -> (X + 1) - 1 =:= X end, edges())),
    ?show(lists:all(fun(X) -> (X * 3) div 3 =:= X end, edges())),
    ?show(lists:all(fun({X, Y}) -> (X div Y) * Y + X rem Y =:= X end, [{X, Y} || X <- edges(), Y <- edges()])),
    ?show(lists:all(fun({X, Y}) -> (X < Y) =:= (X - Y < 0) end, [{X, Y} || X <- edges(), Y <- edges()])),
    ?show(lists:all(fun({X, Y}) -> (X band Y) + (X bor Y) =:= X + Y end, [{X, Y} || X <- edges(), Y <- edges()])),
    ?show(lists:all(fun({X, Y}) -> X bxor Y bxor Y =:= X end, [{X, Y} || X <- edges(), Y <- edges()])),
    ?show(lists:all(fun(X) -> list_to_integer(integer_to_list(X)) =:= X end, edges())),
    ?show(lists:all(fun(X) -> binary_to_term(term_to_binary(X)) =:= X end, edges())),
    ?show([abs(X) || X <- edges(), X < 0]),
    ?show(length(lists:usort(edges()))),
    ?show((1 bsl 64) - (1 bsl 64)),
    ?show(-(1 bsl 59) - 1),
    ?show((1 bsl 60) + -(1 bsl 60)),
    ?show([erlang:phash2(X) =:= erlang:phash2(X + 1 - 1) || X <- [1 bsl 59, 1 bsl 60]]),
    ok.
