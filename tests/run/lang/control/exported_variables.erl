%% Variables bound in all branches are bound after them: case, if, receive, nested, and used in what follows.
-module(exported_variables).
-export([main/0]).
-include("../lang.hrl").

f(X) ->
    case X of
        {a, V} -> W = 1, ok;
        {b, V, W} -> ok;
        [V, W | _] -> ok;
        _ -> V = none, W = none
    end,
    {V, W}.
g(X) ->
    if X > 10 -> Size = big, case X rem 2 of 0 -> Parity = even; 1 -> Parity = odd end;
       true -> Size = small, Parity = unknown end,
    {Size, Parity}.
h() ->
    receive {first, A} -> B = 1; {second, B} -> A = 2 after 0 -> A = B = timeout end,
    {A, B}.
i(X) ->
    Y = case X of 1 -> Z = one, Z; _ -> Z = other, {Z} end,
    [Y, Z].
j(X) ->
    begin P = X, Q = P + 1 end,
    {P, Q, case Q of P -> same; R -> {R, P} end, R = Q}.
k(L) -> [H | _] = M = L, {H, M}.

main() ->
    ?show([f(X) || X <- [{a, 1}, {b, 2, 3}, [4, 5, 6], x]]),
    ?show([g(X) || X <- [5, 12, 13]]),
    ?show(h()),
    self() ! {first, 1}, ?show(h()),
    self() ! {second, 9}, ?show(h()),
    ?show([i(1), i(2)]),
    ?show(k("ab")),
    ?show({X1 = 1, Y1 = 2}),
    {X2, Y2} = {id(3), id(4)},
    ?show([X2, Y2]),
    [A = id(1), B = id(2)] =:= [1, 2] orelse error(no),
    ?show({A, B}),
    ok.
