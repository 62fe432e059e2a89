f(X) ->
    case X
        a -> b
    end.
