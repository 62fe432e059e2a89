-module(p0512_float_zero).
-export([f/1]).
f(0.0) -> zero;
f(_) -> other.
