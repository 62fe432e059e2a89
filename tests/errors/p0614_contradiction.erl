-module(p0614_contradiction).
-export([f/1]).
f({ok, _} = {error, _}) -> 1;
f(_) -> 2.
