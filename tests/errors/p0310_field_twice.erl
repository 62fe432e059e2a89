-module(p0310_field_twice).
-export([f/0]).
-record(point, {x, y, x}).
f() -> #point{y = 1, y = 2}.
