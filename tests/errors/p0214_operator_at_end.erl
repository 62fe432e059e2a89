f(X) -> X + .
g(X) -> X andalso ; g(Y) -> Y.
