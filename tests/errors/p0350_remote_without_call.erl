-module(p0350_remote_without_call).
-export([f/0]).
f() -> lists:reverse.
