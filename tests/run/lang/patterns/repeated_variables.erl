%% The same variable several times in one pattern: in tuples, lists, records, maps, binaries, heads of several arguments, funs; numbers must be identical.
-module(repeated_variables).
-export([main/0]).
-include("../lang.hrl").
-record(p, {x, y, z}).

main() ->
    Vs = [1, 1.0, 0.0, -0.0, a, "s", <<"b">>, {1}, {1.0}, [], #{}, 1 bsl 70, self()],
    ?show([length([x || B <- Vs, eq(A, B) =:= same]) || A <- Vs]), ?show([eq3(1, 1, 1), eq3(1, 1, 2), eq3(1, 2, 1), eq3(2, 1, 1), eq3(1.0, 1, 1)]),
    ?show([rec(#p{x = X, y = Y, z = Z}) || {X, Y, Z} <- [{1, 1, 1}, {1, 1, 2}, {1, 2, 2}, {1, 2, 1}, {1, 2, 3}, {1, 1.0, 1}]]), ?show([bin(B) || B <- [<<1, 1>>, <<1, 2>>, <<1, 1, 1>>, <<3:4, 3:4>>, <<2, 9, 9>>, <<2, 2, 2>>]]),
    ?show([lst(L) || L <- [[1, 1], [1, 2], [1, 2, 1], [1, [1]], [[1], 1], [1 | 1], "abcba", "aa"]]), ?show([maps_(M) || M <- [#{a => 1, b => 1}, #{a => 1, b => 2}, #{a => b, b => c}, #{a => a}]]),
    ?show([(fun(X, {X, Y}, [Y | _]) -> {all, X, Y}; (X, {X, _}, _) -> first; (_, {_, Y}, [Y]) -> second; (_, _, _) -> none end)(A, B, C) || {A, B, C} <- [{1, {1, 2}, [2, 3]}, {1, {1, 2}, [3]}, {1, {2, 3}, [3]}, {1, {2, 3}, []}]]),
    ?show([case P of {X, X} -> {same, X}; {X, Y} when X == Y -> {nearly, X, Y}; _ -> no end || P <- [{1, 1}, {1, 1.0}, {1, 2}, {0.0, -0.0}]]), ?show(try {X1, X1} = id({1, 2}) catch error:E -> E end), ?show(begin {X2, Y2, X2} = id({1, 2, 1}), {X2, Y2} end),
    ?show([X || {X, X} <- [{1, 1}, {1, 2}, {b, b}]]), ?show([{K, V} || {K, [K | V]} <- [{1, [1, 2]}, {1, [2]}]]), ?show(begin self() ! {m, 1, 2}, self() ! {m, 3, 3}, receive {m, Q, Q} -> Q end end), ?show(receive {m, A1, B1} -> {A1, B1} end),
    ?show([case {F, F} of {G, G} -> same end || F <- [fun erlang:abs/1, fun() -> F0 = 1, F0 end]] =/= []), ?show(begin Big = 1 bsl 80, case id({Big, Big + 1 - 1}) of {N, N} -> equal; _ -> differ end end).

eq(X, X) -> same; eq(_, _) -> other.
eq3(X, X, X) -> all; eq3(X, X, _) -> first_two; eq3(X, _, X) -> outer; eq3(_, X, X) -> last_two; eq3(_, _, _) -> none.
rec(#p{x = X, y = X, z = X}) -> {all, X}; rec(#p{x = X, y = X}) -> {xy, X}; rec(#p{x = X, z = X}) -> {xz, X}; rec(#p{y = X, z = X}) -> {yz, X}; rec(#p{_ = _}) -> none.
bin(<<X, X>>) -> {two, X}; bin(<<X, Y>>) -> {X, Y}; bin(B) -> bin3(B).
bin3(<<X:4, X:4>>) -> {nibbles, X}; bin3(<<N, X, Y>>) when N =/= X, X =:= Y -> {n, N, X}; bin3(<<X, X, X>>) -> {three, X}; bin3(_) -> none.
lst([X, X]) -> {pair, X}; lst([X, _, X]) -> {around, X}; lst([X, [X]]) -> inner; lst([[X], X]) -> inner_first; lst([X | X]) -> improper; lst([A, B, C, B, A]) -> {palindrome, C}; lst(_) -> none.
maps_(#{a := X, b := X}) -> {same, X}; maps_(#{a := X, b := Y}) when X =/= b -> {X, Y}; maps_(#{a := X} = M) -> case M of #{X := Z} -> {via, Z} end.
