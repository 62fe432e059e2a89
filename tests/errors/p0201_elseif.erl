f(X) ->
    if
        X > 1 -> a;
        elseif X > 2 -> b
    end.
