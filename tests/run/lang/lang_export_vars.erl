-module(lang_export_vars).
-export([main/0]).

c(X) ->
    case X of
        {ok, V} -> A = V, B = first;
        [V] -> A = {V}, B = second;
        V -> B = third, A = V
    end,
    {A, B, V}.

i(X) ->
    if
        X > 10 -> R = big, S = X;
        X > 5 -> S = X * 2, R = medium;
        true -> R = small, S = 0
    end,
    {R, S}.

r() ->
    receive
        {a, X} -> Y = a;
        {b, X} -> Y = b
    after 0 -> X = none, Y = timeout
    end,
    {X, Y}.

nested(X) ->
    case X of
        1 -> case X + 1 of 2 -> Q = two; _ -> Q = other end;
        _ -> Q = none
    end,
    Q.

same(X) ->
    case X of
        {A, B} -> ok;
        [A | B] -> ok
    end,
    A + B.

bound_before(X, K) ->
    case X of
        {K, V} -> {key, V};
        {_, V} -> {other, V}
    end.

and_also(X) -> (Y = X) andalso Y.

args(X) -> R = f2(A = X, B = X + 1, 3), R + A + B.

f2(A, B, C) -> A * B * C.

block(X) ->
    Z = begin Y = X + 1, Y * 2 end,
    {Y, Z}.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([c({ok, 1}), c([2]), c(3)]),
    P([i(20), i(7), i(1)]),
    P(r()),
    self() ! {b, 5},
    P(r()),
    self() ! {a, 6},
    P(r()),
    P([nested(1), nested(2)]),
    P([same({1, 2}), same([3 | 4])]),
    P([bound_before({k, 1}, k), bound_before({j, 1}, k)]),
    P([and_also(true), and_also(false)]),
    P(args(2)),
    P(block(4)),
    ok.
