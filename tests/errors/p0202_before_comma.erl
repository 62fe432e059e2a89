f(X) ->
    case X of
        a -> 1
    Y = 2,
    Y.
