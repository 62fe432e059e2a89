-module(p0311_wildcard_in_update).
-export([f/1]).
-record(point, {x, y}).
f(P) -> P#point{x = 1, _ = 0}.
