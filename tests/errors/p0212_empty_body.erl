f(X) ->
    case X of
        a -> ;
        b -> c
    end.
