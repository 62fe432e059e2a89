-module(p0613_guard_never_true).
-export([f/1]).
-define(DEBUG, false).
f(X) when ?DEBUG -> X;
f(X) ->
    if
        1 > 2 -> X;
        true -> ok
    end.
