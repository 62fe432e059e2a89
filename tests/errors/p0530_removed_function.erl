-module(p0530_removed_function).
-export([f/0]).
f() -> erlang:get_stacktrace().
