f(X) ->
    caes X of
        a -> b
    end.
