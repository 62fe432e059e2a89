f(X) ->
    case X of
        a ->
            b.

g() -> ok.
