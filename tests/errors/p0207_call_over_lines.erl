f() ->
    g(a, b,
    X = 1,
    X.
