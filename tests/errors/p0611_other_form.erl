-module(p0611_other_form).
-export([f/1]).
f(X) ->
    case {X, 1} of
        [_ | _] -> list;
        {_, 2} -> two;
        {_, _} -> other
    end.
