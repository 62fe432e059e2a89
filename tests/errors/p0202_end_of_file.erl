f(X) ->
    receive
        X -> ok
