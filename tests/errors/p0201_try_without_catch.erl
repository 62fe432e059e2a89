f() ->
    try g() of
        ok -> ok
    end.
