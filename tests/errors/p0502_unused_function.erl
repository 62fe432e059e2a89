-module(p0502_unused_function).
-export([f/0]).
f() -> ok.
even(0) -> true;
even(N) -> odd(N - 1).
odd(N) -> even(N - 1).
