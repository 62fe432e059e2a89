f(X) ->
    case X of
        a -> b
    end
    end.
