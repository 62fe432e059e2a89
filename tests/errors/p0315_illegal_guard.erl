-module(p0315_illegal_guard).
-export([f/1]).
f(X) when (X = 1) -> X;
f(X) when lists:member(X, [1]) -> X;
f(X) when X ! 1 -> X.
