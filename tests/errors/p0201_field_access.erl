f(X) -> X.y.
