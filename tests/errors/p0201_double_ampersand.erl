f(X, Y) -> X && Y.
