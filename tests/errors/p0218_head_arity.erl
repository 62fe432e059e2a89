f(0) -> 1;
f(X, Y) -> X + Y.

g() -> fun(X) -> X; (X, Y) -> X + Y end.
