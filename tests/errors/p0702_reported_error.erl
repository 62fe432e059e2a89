-module(p0702_reported_error).
-compile({parse_transform, reports}).
-export([f/0]).
f() -> ok.
