f(X) ->
    maybe
        {ok, A} ?= X,
        true ?= A > 1,
        A
    else
        false -> small;
        {error, R} -> R
    end.

