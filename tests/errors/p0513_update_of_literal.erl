-module(p0513_update_of_literal).
-export([f/0]).
f() -> #{a => 1}#{b => 2}.
