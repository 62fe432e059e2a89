f(g(X)) -> X.
