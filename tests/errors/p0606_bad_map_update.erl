-module(p0606_bad_map_update).
-export([f/0]).
f() -> none#{key => 1}.
