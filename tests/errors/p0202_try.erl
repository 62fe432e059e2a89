f() ->
    try
        g(),
        h()
    catch
        _:_ -> ok
    k().
