-module(p0314_call_in_pattern).
-export([f/1, g/1]).
f(length(X)) -> X.
g(X) ->
    case X of
        A + 1 -> A;
        fun() -> ok end -> ok
    end.
