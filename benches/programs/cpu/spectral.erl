-module(spectral).
-export([run/0]).
run() ->
    N = 60,
    U = iterate(3, lists:duplicate(N, 1.0), N),
    round(1.0e6 * math:sqrt(lists:sum([X * X || X <- U]))).
iterate(0, U, _) -> U;
iterate(K, U, N) -> iterate(K - 1, mul(fun(I, J) -> a(J, I) end, mul(fun(I, J) -> a(I, J) end, U, N), N), N).
mul(F, V, N) -> [dot(F, I, 0, V, 0.0) || I <- lists:seq(0, N - 1)].
dot(_, _, _, [], Acc) -> Acc;
dot(F, I, J, [X | T], Acc) -> dot(F, I, J + 1, T, Acc + F(I, J) * X).
a(I, J) -> 1.0 / ((I + J) * (I + J + 1) / 2 + I + 1).
