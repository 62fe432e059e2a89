f() ->
    ok
