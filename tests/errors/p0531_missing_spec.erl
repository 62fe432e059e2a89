-module(p0531_missing_spec).
-compile(warn_missing_spec).
-export([f/0]).
f() -> ok.
