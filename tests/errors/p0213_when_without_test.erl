f(X) when -> X.
