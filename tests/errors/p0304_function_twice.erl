-module(p0304_function_twice).
-export([f/1]).
f(1) -> one.
g() -> f(1).
f(2) -> two.
