f(X) ->
    case X of
        a ->
            b,
        c -> d
    end.

g() ->
    begin
        a,
    end.
