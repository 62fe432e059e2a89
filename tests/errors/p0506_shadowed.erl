-module(p0506_shadowed).
-export([f/2]).
f(X, L) -> {X, lists:map(fun(X) -> X + 1 end, L), [X || X <- L]}.
