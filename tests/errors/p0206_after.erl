f() ->
    receive
        X -> X
    after 1000
        timeout
    end.
