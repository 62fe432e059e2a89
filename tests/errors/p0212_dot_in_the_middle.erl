f(X) ->
    g(X).
    h(X).
