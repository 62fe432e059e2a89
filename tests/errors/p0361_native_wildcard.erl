-module(p0361_native_wildcard).
-export([f/0, g/1]).
-record #point{x, y}.
f() -> #point{_ = 0}.
g(P) -> P#shapes:point{_ = 0}.
