f(X) ->
    case X of
    end.
