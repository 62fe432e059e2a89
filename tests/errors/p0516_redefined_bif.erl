-module(p0516_redefined_bif).
-export([f/1]).
f(X) -> size(X) + size(X).
size(X) -> X.
