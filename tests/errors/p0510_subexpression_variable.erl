-module(p0510_subexpression_variable).
-export([f/0]).
f() ->
    g(X = 1),
    X.
g(Y) -> Y.
