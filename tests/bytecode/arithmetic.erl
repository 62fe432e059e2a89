-module(arithmetic).
-export([fib/1, tak/3, gcd/2, sign/1, mean/2]).
fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
sign(N) when is_integer(N), N > 0 -> 1;
sign(0) -> 0;
sign(N) when is_integer(N) -> -1.
mean(A, B) -> (A + B) / 2.
%%% bytecode
