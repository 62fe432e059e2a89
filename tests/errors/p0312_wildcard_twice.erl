-module(p0312_wildcard_twice).
-export([f/0]).
-record(point, {x, y}).
f() -> #point{_ = 1, _ = 0}.
