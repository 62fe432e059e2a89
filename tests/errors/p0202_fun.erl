f() ->
    lists:map(fun(X) ->
        X + 1
    , [1, 2, 3]).
