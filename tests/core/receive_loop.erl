loop(S, T) ->
    receive
        {add, N} -> loop(S + N, T);
        {get, From} -> From ! S, loop(S, T);
        stop -> S
    after T -> timeout
    end.

