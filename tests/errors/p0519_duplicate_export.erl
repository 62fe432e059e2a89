-module(p0519_duplicate_export).
-export([f/0]).
-export([f/0]).
f() -> ok.
