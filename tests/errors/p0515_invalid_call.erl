-module(p0515_invalid_call).
-export([f/0]).
f() -> {a, b}(1).
