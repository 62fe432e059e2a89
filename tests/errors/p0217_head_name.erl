factorial(0) -> 1;
factoral(N) -> N * factorial(N - 1).

f(X) -> X;
g(X) -> X.
