-module(p0101_not_utf8).
-export([f/0]).
f() -> "café".
