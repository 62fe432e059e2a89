f() ->
    lists:map(fun(X) ->
        X + 1
    end, [1, 2, 3].
