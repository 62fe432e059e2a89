-module(p0505_unused_type).
-export([f/0]).
-type id() :: integer().
f() -> ok.
