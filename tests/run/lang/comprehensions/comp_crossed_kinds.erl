%% Comprehensions of one kind in another's generator, filter and result; funs and exceptions inside; results used as generators of the next.
-module(comp_crossed_kinds).
-export([main/0]).
-include("../lang.hrl").

main() ->
    L = id([3, 1, 2]), B = id(<<"hello">>), M = id(#{a => 1, b => 2}),
    ?show([X || X <- [Y * 2 || Y <- [Z + 1 || Z <- L]], X > 4]), ?show(<< <<X>> || <<X>> <= << <<(Y + 1)>> || <<Y>> <= B >>, X =/= $m >>), ?show(lists:sort(maps:to_list(#{V => K || K := V <- #{K2 => V2 * 2 || K2 := V2 <- M}}))), ?show([<< <<Y:4>> || Y <- lists:seq(1, X) >> || X <- L]), ?show(<< << <<Y:4>> || Y <- lists:seq(1, X) >> || X <- L >>),
    ?show([#{X => Y || Y <- [X]} || X <- L]), ?show([[[X, Y] || Y <- L, Y > X] || X <- L]), ?show([{X, [Z || Z <- L, lists:member(Z, [W || W <- L, W =< X])]} || X <- L]), ?show([F(10) || F <- [fun(Y) -> [X + Y + Z || Z <- [1]] end || X <- L]]), ?show([try [10 div Y || Y <- [X, X - 1]] catch error:badarith -> {bad, X} end || X <- L]),
    ?show([case X of 1 -> [one || _ <- L]; _ -> << <<X>> || _ <- L >> end || X <- L]), ?show([X || X <- L, Y <- [X], Y =:= lists:max([Z || Z <- L, Z =< 2])]), ?show([{K, V} || {K, V} <- lists:sort([{K2, V2} || K2 := V2 <- M, is_atom(K2)])]), ?show(lists:sum([1 || X <- L, Y <- L, X =:= Y orelse [] =:= [Z || Z <- L, Z < X, Z > Y]])),
    ?show([X || <<X:2>> <= << <<Y:6>> || Y <- L >>]), ?show([{A, C} || {A, Bs} <- [{1, <<1, 2>>}, {2, <<>>}], <<C>> <= Bs]), ?show([{K, C} || #{k := K, l := Cs} <- [#{k => 1, l => "ab"}, #{k => 2}], C <- Cs]), ?show([X || {_, X} <- [{Y, element(1, T)} || {Y, T} <- [{1, {a}}, {2, {}}], tuple_size(T) > 0]]),
    ?show([maybe {ok, V} ?= R, V else _ -> none end || R <- [{ok, 1}, error]]), ?show([receive {n, X} -> X * 10 end || X <- [begin self() ! {n, Y}, Y end || Y <- L]]), ?show([length(R) || R <- [[X || X <- S] || S <- ["", "a", "ab"]]]), ?show([(fun G(0) -> []; G(N) -> [N | [Q || Q <- G(N - 1)]] end)(X) || X <- L]),
    ?show([X + Y || X <- L && Y <- [Z * 100 || Z <- L]]), ?show([{X, <<Y>>} || X <- L && <<Y>> <= << <<Z>> || <<Z>> <= B, Z > $e >>]), ?show(#{X => [Y || Y <- L && _ <- lists:seq(1, X)] || X <- [2]}), ?show([X || X <- L, begin Y = X * 2, Y > 2 end, Z <- [Y], Z < 6]), ?show([if X > 2 -> big; true -> [s || _ <- [X]] end || X <- L]), ?show(string:join([[C || C <- S, C =/= $x] || S <- ["axb", "xx", "c"]], ",")),
    ?show([X, -X || X <- [Y, Y * 10 || Y <- [1, 2]]]), ?show(lists:sort(maps:keys(#{X => 1, {X} => 2 || X <- [p, q]}))).
