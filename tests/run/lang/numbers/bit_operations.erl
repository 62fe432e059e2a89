%% band, bor, bxor, bnot, bsl and bsr with negative and large numbers, shifts by negative and large amounts.
-module(bit_operations).
-export([main/0]).
-include("../lang.hrl").

ns() -> [0, 1, -1, 5, -6, 255, -256, 1 bsl 59, -(1 bsl 59), (1 bsl 64) - 1, -(1 bsl 64), 16#123456789abcdef0123].
main() ->
    ?show([bnot N || N <- ns()]),
    ?show([N band 16#ff || N <- ns()]),
    ?show([N bor 16#f0 || N <- ns()]),
    ?show([N bxor -1 || N <- ns()]),
    ?show([N band -16 || N <- ns()]),
    ?show([N bxor (1 bsl 64) || N <- ns()]),
    ?show([N bsl 4 || N <- ns()]),
    ?show([N bsr 4 || N <- ns()]),
    ?show([N bsr 60 || N <- ns()]),
    ?show([N bsr 1000 || N <- ns()]),
    ?show([N bsl -3 || N <- ns()]),
    ?show([N bsr -3 || N <- ns()]),
    ?show([N bsl 64 bsr 64 =:= N || N <- ns()]),
    ?show(0 bsl id(1 bsl 80)),
    ?show(1 bsr id(1 bsl 80)),
    ?show(-1 bsr id(1 bsl 80)),
    ?show(5 bsl id(-(1 bsl 80))),
    ?show(lists:all(fun(X) -> X end, [(A band bnot B) bor (A band B) =:= A || A <- ns(), B <- ns()])),
    ?show(lists:all(fun(X) -> X end, [bnot (A bor B) =:= (bnot A) band (bnot B) || A <- ns(), B <- ns()])),
    ?show(lists:all(fun(X) -> X end, [A bsr S =:= floor_div(A, 1 bsl S) || A <- ns(), S <- [0, 1, 7, 59, 60, 64, 65]])),
    ?show(id(1.0) band 1),
    ?show(1 bsl id(a)),
    ok.
floor_div(A, B) when A >= 0 -> A div B;
floor_div(A, B) -> -((-A + B - 1) div B).
