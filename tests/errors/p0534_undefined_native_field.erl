-module(p0534_undefined_native_field).
-export([f/1, g/1, h/1]).
-record #point{x, y}.
f(#point{x = X, color = C}) -> {X, C}.
g(P) -> P#point.color.
h(P) -> P#point{colour = red}.
