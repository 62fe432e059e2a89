-module(m).
-export([f/1]).
f(1) ->
    A = 1,
    B = fun(Y) -> Z = Y, Y end,
    case 1 of {P, Q} -> P; _ -> ok end.

