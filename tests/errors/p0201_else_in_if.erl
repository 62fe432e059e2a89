f(X) ->
    if
        X > 1 -> a;
        else -> b
    end.
