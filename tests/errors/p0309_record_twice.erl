-module(p0309_record_twice).
-export([f/0]).
-record(point, {x, y}).
-record(point, {x, y, z}).
f() -> #point{}.
