-module(p0303_other_module).
-export([f/1]).
f(L) ->
    reverse(L).
