%% Comprehensions whose value nobody takes, in every place: all effects happen, in order, with filters and failures.
-module(comp_effects_when_unused).
-export([main/0]).
-include("../lang.hrl").

main() ->
    o(fun() -> [n(X) || X <- [1, 2, 3]], done end), o(fun() -> _ = [n(X) || X <- [1, 2, 3]], done end), o(fun() -> [n({X, Y}) || X <- [1, 2], n(X) > 1, Y <- [a, b]], done end), o(fun() -> << <<(n(X))>> || X <- [1, 2] >>, done end), o(fun() -> #{n(X) => 1 || X <- [1, 2]}, done end),
    o(fun() -> [[n(Y) || Y <- X] || X <- [[1], [2, 3]]], done end), o(fun() -> [n(X) || {ok, X} <- [{ok, 1}, no, {ok, 2}]], done end), o(fun() -> [n(X) || {ok, X} <:- [{ok, 1}, no, {ok, 2}]], done end), o(fun() -> [n(X) || X <- [1 | x]], done end), o(fun() -> [n(X) || X <- n(not_a_list)], done end),
    o(fun() -> [n(X) || <<X>> <= <<1, 2, 3:4>>], done end), o(fun() -> [n({X, Y}) || X <- [1, 2] && Y <- [a, b]], done end), o(fun() -> [n({X, Y}) || X <- [1, 2] && Y <- [a]], done end), o(fun() -> [throw(n(X)) || X <- [1, 2]], done end), o(fun() -> [case X of 2 -> error(n(X)); _ -> n(X) end || X <- [1, 2, 3]], done end),
    o(fun() -> case [n(X) || X <- [1]] of _ -> done end end), o(fun() -> begin [n(X) || X <- [1]] end, [n(Y) || Y <- [2]] end), o(fun() -> try [n(X) || X <- [1]] after [n(Y) || Y <- [2]] end end), o(fun() -> try throw(x) catch _:_ -> [n(X) || X <- [1]], done after [n(z) || _ <- [1, 2]] end end),
    o(fun() -> if true -> [n(X) || X <- [1]], done end end), o(fun() -> [self() ! n(X) || X <- [1, 2]], [n({got, receive Z -> Z end}) || _ <- [1, 2]], done end), o(fun() -> [put(X, n(X)) || X <- [a, b]], [n(erase(X)) || X <- [b, a]], done end), o(fun() -> [begin n(X), n({after_, X}) end || X <- [1, 2], X =/= n(5)], done end),
    o(fun() -> [n(K) || K := V <- maps:iterator(#{a => 1, b => 2, c => 3}, reversed), V =/= 2], done end), o(fun() -> lists:foreach(fun(X) -> [n({X, Y}) || Y <- [1]] end, [p, q]), done end), o(fun() -> [n(F(X)) || X <- [1], F <- [fun(Q) -> [n({in, Q}) || Q > 0], Q end]], done end), o(fun() -> [[] || n(1) =:= 1, n(2) =:= 1, n(3)], done end), o(fun() -> [n(X), n(-X) || X <- [1, 2]], done end).

n(X) -> put(o, [X | get(o)]), X.
o(F) -> put(o, []), R = try F() catch C:E -> {C, E} end, io:format("~0p ~0p~n", [R, lists:reverse(get(o))]).
