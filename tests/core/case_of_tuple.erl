%% The tuple is not made.
f(X, Y) ->
    case {X, Y} of
        {1, _} -> a;
        {_, 1} -> b
    end.

