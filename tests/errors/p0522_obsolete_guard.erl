-module(p0522_obsolete_guard).
-export([f/1]).
f(X) when atom(X); list(X) -> X.
