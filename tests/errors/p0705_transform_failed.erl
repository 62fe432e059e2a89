-module(p0705_transform_failed).
-compile({parse_transform, crashes}).
-export([f/0]).
f() -> ok.
