-module(lang_clause_order).
-export([main/0]).
a(_, 1) -> any_one; a(x, _) -> x_any; a(_, 2) -> any_two; a(y, 3) -> y_three; a(_, _) -> default.
b({a, X}, _) when X > 5 -> big; b({a, 3}, z) -> three_z; b({a, _}, z) -> a_z; b({_, _}, _) -> pair; b(_, z) -> z; b(_, _) -> none.
c(X, Y) when X =:= Y -> same; c(1, _) -> one; c(_, 1) -> one_second; c(X, _) when X > 10 -> big; c(_, Y) when Y > 10 -> big_second; c(_, _) -> no.
d([], []) -> both; d([H | _], []) -> {left, H}; d([], [H | _]) -> {right, H}; d([A | T], [B | U]) when A =:= B -> d(T, U); d([A | _], [B | _]) -> {A, B}.
e({X, X}) -> same; e({X, _}) when is_atom(X) -> atom; e({_, {X, X}}) -> inner; e({1, {_, _}}) -> one; e({_, _}) -> pair; e(_) -> no.
f(1, a) -> 1; f(2, b) -> 2; f(1, b) -> 3; f(2, a) -> 4; f(_, c) -> 5; f(3, _) -> 6.
g(1) -> int; g(1.0) -> float; g("1") -> str; g(<<"1">>) -> bin; g('1') -> atom; g([1]) -> list; g({1}) -> tuple; g(#{1 := 1}) -> map; g(_) -> no.
h({ok, {ok, {ok, V}}}) -> {3, V}; h({ok, {ok, V}}) -> {2, V}; h({ok, V}) -> {1, V}; h(V) -> {0, V}.
i(A, B, C) -> case {A, B, C} of {1, _, _} -> a; {_, 2, _} -> b; {_, _, 3} -> c; T when tuple_size(T) =:= 4 -> never; {X, Y, Z} when X + Y + Z > 10 -> sum; T -> T end.
j(X) -> case {X} of {1} -> one; _ when X > 1 -> more; {Y} -> {less, Y} end.
k(X, Y) -> case {X, Y} of {_, _} = T -> T end.
l(X) when X =:= a; X =:= b -> ab; l(X) when X =:= b; X =:= c -> c; l(_) -> d.
m(A = {B, _} = {_, C}) -> {A, B, C}; m([A | _] = B) -> {A, B}; m(A = B) -> {A, B}.
n(K, M) -> case M of #{K := V} -> V; #{} -> missing; _ -> no end.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([{X, Y, a(X, Y)} || X <- [x, y, z], Y <- [1, 2, 3, 4]]),
    P([b(X, Y) || X <- [{a, 9}, {a, 3}, {a, 1}, {b, 1}, q], Y <- [z, w]]),
    P([c(X, Y) || X <- [1, 2, 20], Y <- [1, 2, 20]]),
    P([d([], []), d([1], []), d([], [2]), d([1, 2], [1, 2]), d([1, 2], [1, 3]), d("ab", "a")]),
    P([e(X) || X <- [{1, 1}, {a, 2}, {1, {2, 2}}, {1, {2, 3}}, {2, {3, 4}}, {1.0, 1}, x]]),
    P([catch_(fun() -> f(X, Y) end) || X <- [1, 2, 3], Y <- [a, b, c, d]]),
    P([g(X) || X <- [1, 1.0, "1", <<"1">>, '1', [1], {1}, #{1 => 1}, #{1 => 2}, 2]]),
    P([h(X) || X <- [{ok, {ok, {ok, 1}}}, {ok, {ok, {no, 1}}}, {ok, {no}}, no]]),
    P([i(A, B, C) || {A, B, C} <- [{1, 2, 3}, {0, 2, 3}, {0, 0, 3}, {5, 5, 5}, {0, 0, 0}, {a, b, c}]]),
    P([j(X) || X <- [1, 2, 0]]),
    P(k(1, 2)),
    P([l(X) || X <- [a, b, c, d]]),
    P([m(X) || X <- [{1, 2}, [1], z]]),
    P([n(K, M) || {K, M} <- [{a, #{a => 1}}, {a, #{b => 1}}, {a, 1}]]),
    ok.
catch_(F) -> try F() catch error:E -> E end.
