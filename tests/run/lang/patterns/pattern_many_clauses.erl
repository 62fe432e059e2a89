%% Functions with many clauses: dispatch over integers, atoms, arities, mixed types, with defaults between.
-module(pattern_many_clauses).
-export([main/0]).
-include("../lang.hrl").

d(1) -> a; d(2) -> b; d(3) -> c; d(5) -> e; d(8) -> h; d(13) -> m; d(21) -> u; d(100) -> hundred; d(1000) -> thousand; d(-1) -> minus;
d(1 bsl 40) -> large; d(1 bsl 80) -> huge; d(1.0) -> float; d(X) when X > 50, is_integer(X) -> above; d(_) -> none.
op(add, X, Y) -> X + Y;
op(sub, X, Y) -> X - Y;
op('div', _, 0) -> infinite;
op('div', X, Y) -> X div Y;
op(max, X, Y) when X > Y -> X;
op(max, _, Y) -> Y;
op(Op, X, Y) when Op =:= 'and'; Op =:= 'or' -> {logic, Op, X, Y};
op(neg, X, _) -> -X;
op(Op, _, _) -> {unknown, Op}.
s({circle, R}) -> 3 * R * R;
s({rect, W, H}) -> W * H;
s({tri, A, B, C}) when A + B > C -> A + B + C;
s({square, S}) -> s({rect, S, S});
s({}) -> 0;
s([S | T]) -> s(S) + s(T);
s([]) -> 0;
s({scaled, F, S}) -> F * s(S).
c(a, 1) -> 1; c(a, 2) -> 2; c(b, 1) -> 3; c(_, 2) -> 4; c(a, _) -> 5; c(_, 3) -> 6; c(b, X) -> {7, X}; c(X, X) -> 8; c(_, _) -> 9.
main() ->
    ?show([d(X) || X <- [1, 2, 3, 4, 5, 8, 13, 21, 100, 1000, 60, -1, -2, 1 bsl 40, 1 bsl 80, 1.0, a]]),
    ?show([op(O, 7, Y) || O <- [add, sub, 'div', max, 'and', neg, pow], Y <- [0, 9]]),
    ?show([s(X) || X <- [{circle, 2}, {rect, 2, 3}, {tri, 1, 2, 2}, {square, 4}, {}, [], [{rect, 1, 1}, [{square, 2}]], {scaled, 3, {rect, 1, 2}}]]),
    ?show(s({tri, 1, 2, 9})),
    ?show([c(X, Y) || X <- [a, b, c], Y <- [1, 2, 3, 4, c]]),
    ok.
