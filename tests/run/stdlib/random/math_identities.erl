%% Identities of numbers: powers, gcd, digits, roundings and conversions over many values.
-module(math_identities).
-export([main/0]).
-include("../show.hrl").

main() ->
    Is = [0, 1, -1, 7, -7, 1 bsl 59, -(1 bsl 59), 1 bsl 60, (1 bsl 60) - 1, -(1 bsl 60), 1 bsl 64, 123456789012345678901234567890], show("divrem", [{A, B} || A <- Is, B <- Is, B =/= 0, (A div B) * B + A rem B =/= A]), show("shifts", [{A, N} || A <- Is, N <- [0, 1, 63, 64, 100], (A bsl N) bsr N =/= A]), show("not", [A || A <- Is, bnot (bnot A) =/= A orelse bnot A =/= -A - 1]), show("text", [A || A <- Is, B <- [2, 10, 16, 36], list_to_integer(integer_to_list(A, B), B) =/= A]), show("bytes", [A || A <- Is, A >= 0, binary:decode_unsigned(binary:encode_unsigned(A)) =/= A]), Fs = [0.0, -0.0, 1.5, -2.25, 1.0e10, 1.0e-10, 123456.789, 5.0e-324, 1.7976931348623157e308], show("floats", [F || F <- Fs, list_to_float(float_to_list(F, [short])) =/= F orelse binary_to_float(float_to_binary(F)) =/= F orelse list_to_float(float_to_list(F, [{scientific, 20}])) =/= F]),
    show("pow", [pow(B, E) || {B, E} <- [{2, 100}, {-3, 33}, {10, 0}, {7, 21}]]), show("gcd", [gcd(A, B) || {A, B} <- [{12, 18}, {1 bsl 80, 6 bsl 70}, {17, 0}, {0, 0}]]), show("sqrt", [isqrt(N) || N <- [0, 1, 15, 16, 1 bsl 100, 10000000000000000000000000000000000000000]]), show("digits", [lists:sum([D - $0 || D <- integer_to_list(N)]) || N <- [1 bsl 200, pow(7, 77)]]), show("rounds", [{round(X), trunc(X), floor(X), ceil(X)} || X <- [2.5, -2.5, 1.0e15 + 0.5, -0.4, 1.0e300 / 1.0e290]]), show("compare", [1 bsl 53 == float(1 bsl 53), (1 bsl 53) + 1 == float(1 bsl 53), (1 bsl 53) + 1 > float(1 bsl 53), 1 bsl 1000 > 1.0e300, -(1 bsl 1000) < -1.0e300, 0.0 == -0.0, 0.0 =:= -0.0]), show("fact", lists:foldl(fun erlang:'*'/2, 1, lists:seq(1, 30))), show("fib", element(1, lists:foldl(fun(_, {A, B}) -> {B, A + B} end, {0, 1}, lists:seq(1, 150)))), ok.
pow(_, 0) -> 1; pow(B, E) when E rem 2 =:= 0 -> H = pow(B, E div 2), H * H; pow(B, E) -> B * pow(B, E - 1).
gcd(A, 0) -> A; gcd(A, B) -> gcd(B, A rem B).
isqrt(0) -> 0; isqrt(N) -> newton(N, 1 bsl ((length(integer_to_list(N, 2)) + 1) div 2 + 1)).
newton(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> newton(N, Y) end.
