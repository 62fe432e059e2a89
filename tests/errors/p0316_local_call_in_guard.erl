-module(p0316_local_call_in_guard).
-export([f/1]).
f(X) when is_even(X) -> X.
is_even(X) -> X rem 2 =:= 0.
