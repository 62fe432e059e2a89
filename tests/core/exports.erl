%% Variables bound in each branch become parameters of the block after it; unused ones do not.
f(X) ->
    case X of
        {A, B} -> C = 1;
        [A | B] -> C = 2
    end,
    A + C.

