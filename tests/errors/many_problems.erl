-module(many_problems).
-export([f/1, g/0]).

f(X) ->
    case X of
        a -> {ok, X;
        b -> error
    end.

g() ->
    A = 1
    B = 2.

h() ->
    ?FOO.

k() -> "unfinished.

l() -> 0x10.
