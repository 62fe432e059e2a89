%% Large numbers at work: factorials, powers, Fibonacci, roots, gcd, modular powers, primes, digits.
-module(bignum_algorithms).
-export([main/0]).
-include("../lang.hrl").

fact(0) -> 1;
fact(N) -> N * fact(N - 1).
pow(_, 0) -> 1;
pow(B, N) when N rem 2 =:= 0 -> P = pow(B, N div 2), P * P;
pow(B, N) -> B * pow(B, N - 1).
fib(N) -> fib(N, 0, 1).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).
isqrt(N) -> isqrt(N, N).
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> isqrt(N, Y) end.
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
powmod(_, 0, _) -> 1;
powmod(B, E, M) when E band 1 =:= 1 -> (B * powmod(B, E - 1, M)) rem M;
powmod(B, E, M) -> P = powmod(B, E bsr 1, M), (P * P) rem M.
egcd(A, 0) -> {A, 1, 0};
egcd(A, B) -> {G, X, Y} = egcd(B, A rem B), {G, Y, X - (A div B) * Y}.
digits(N) -> lists:sum([D - $0 || D <- integer_to_list(N)]).
prime(N) -> lists:all(fun(A) -> powmod(A, N - 1, N) =:= 1 end, [2, 3, 5, 7]).
main() ->
    ?show(fact(50)),
    ?show(pow(3, 200)),
    ?show(pow(-7, 41)),
    ?show(fib(300)),
    ?show(isqrt(pow(10, 60) * 2)),
    ?show(gcd(fact(30), pow(6, 50))),
    ?show(powmod(123456789, 987654321, 1000000007)),
    ?show(egcd(fib(100), fib(99))),
    ?show(digits(fact(100))),
    ?show([prime(N) || N <- [(1 bsl 61) - 1, (1 bsl 89) - 1, (1 bsl 67) - 1, (1 bsl 127) - 1]]),
    ?show(fact(60) div fact(58)),
    ?show(fact(60) rem (1 bsl 64)),
    ?show((fact(40) * 3 + 1) rem fact(40)),
    ?show(pow(2, 64) - pow(2, 63) =:= pow(2, 63)),
    ok.
