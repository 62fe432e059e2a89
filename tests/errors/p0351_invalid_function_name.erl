-module(p0351_invalid_function_name).
-compile({nowarn_unused_function, [helper]}).
-export([f/0]).
f() -> ok.
