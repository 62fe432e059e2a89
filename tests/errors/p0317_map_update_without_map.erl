-module(p0317_map_update_without_map).
-export([f/0]).
f() -> #{a := 1, b => 2}.
