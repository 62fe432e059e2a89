-module(p0501_unused_variable).
-export([f/2]).
f(A, B) ->
    Total = A + 1,
    case A of
        {ok, Value} -> A
    end.
