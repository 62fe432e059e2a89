-module(p0358_native_in_guard).
-export([f/1, g/1]).
-record #point{x}.
f(P) when P =:= #point{x = 1} -> ok.
g(P) when P =:= #shapes:point{x = 1} -> ok.
