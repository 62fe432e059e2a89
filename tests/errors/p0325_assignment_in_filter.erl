-module(p0325_assignment_in_filter).
-export([f/1]).
f(L) -> [Y || X <- L, Y = X + 1].
