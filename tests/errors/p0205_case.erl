f(X) ->
    case X of
        1 -> a
        2 -> b
    end.
