-module(p0601_built_and_not_used).
-export([f/1]).
f(X) ->
    {ok, X},
    [X, 1],
    fun() -> X end,
    #{x => X},
    "text",
    ok.
