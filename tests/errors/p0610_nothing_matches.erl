-module(p0610_nothing_matches).
-export([f/1]).
f(X) ->
    {ok, Value} = [X],
    case a of
        b -> Value
    end.
