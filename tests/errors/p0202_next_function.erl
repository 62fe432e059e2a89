f(X) ->
    if
        X -> a;
        true -> b

g() -> ok.
