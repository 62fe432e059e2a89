-module(p0605_bad_call).
-export([f/1]).
f(X) -> {X, y}:z() + 1:f() + lists:"map"().
