-module(p0333_undefined_nif).
-nifs([fast/1]).
-export([f/0]).
f() -> ok.
