-module(p0612_shadowed_clause).
-export([f/1, g/1]).
f(_Other) -> other;
f(1) -> one.
g(X) ->
    case X of
        {ok, _} -> 1;
        {ok, 1} -> 2;
        red -> 3;
        red -> 4
    end.
