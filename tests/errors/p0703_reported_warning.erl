-module(p0703_reported_warning).
-compile({parse_transform, reports}).
-export([f/0]).
f() -> ok.
