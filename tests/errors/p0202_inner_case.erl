f(X, Y) ->
    case X of
        a ->
            case Y of
                b -> c
    end.

g() -> ok.
