%% Constants are not captured; a named fun calls itself directly.
f(A) ->
    B = 2,
    {fun(X) -> X + A + B end,
     fun Loop(0) -> Loop; Loop(N) -> Loop(N - 1) end}.

