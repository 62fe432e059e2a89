-module(p0359_native_index).
-export([f/1]).
-record #point{x}.
f(Points) -> lists:keysort(#point.x, Points).
