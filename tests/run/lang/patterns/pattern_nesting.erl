%% Deeply nested patterns, repeated variables at depth, many alternatives over the same shape.
-module(pattern_nesting).
-export([main/0]).
-include("../lang.hrl").

d({{{{{{{{{{X}}}}}}}}}}) -> X;
d([[[[[[[[[X]]]]]]]]]) -> {l, X};
d({[{[{[X]}]}]}) -> {m, X};
d(#{a := #{b := #{c := {[X | _]}}}}) -> {n, X};
d(_) -> no.
e({X, {Y, {X, {Y, X}}}}) -> {all, X, Y};
e({X, {_, {X, _}}}) -> {x, X};
e({_, {Y, {_, {Y, _}}}}) -> {y, Y};
e(_) -> none.
tree({n, {n, _, 1, _}, 2, {n, _, 3, _}}) -> balanced;
tree({n, {n, {n, _, A, _}, B, _}, C, _}) when A < B, B < C -> left;
tree({n, _, A, {n, _, B, {n, _, C, _}}}) when A < B, B < C -> right;
tree({n, _, V, _}) -> {root, V};
tree(leaf) -> leaf.
l([a, [b, [c | T]], {d, T}]) -> {t, T};
l([a, [b | _] = L | _]) -> {l, L};
l([_, _, _ | R]) -> {r, R};
l([X | X]) -> same_tail;
l(_) -> none.
main() ->
    ?show([d(X) || X <- [{{{{{{{{{{1}}}}}}}}}}, [[[[[[[[[2]]]]]]]]], {[{[{[3]}]}]}, #{a => #{b => #{c => {[4, 5]}}}}, {{{{1}}}}]]),
    ?show([e(X) || X <- [{1, {2, {1, {2, 1}}}}, {1, {2, {1, 3}}}, {1, {2, {3, {2, 9}}}}, {1, 2}, {1.0, {2, {1, {2, 1}}}}]]),
    L = leaf,
    ?show([tree(X) || X <- [{n, {n, L, 1, L}, 2, {n, L, 3, L}}, {n, {n, {n, L, 1, L}, 2, L}, 3, L}, {n, L, 1, {n, L, 2, {n, L, 3, L}}}, {n, L, 7, L}, L]]),
    ?show([l(X) || X <- [[a, [b, [c, x, y]], {d, [x, y]}], [a, [b]], [1, 2, 3, 4], [[] | []], [[1] , 1], [1 | 1]]]),
    ok.
