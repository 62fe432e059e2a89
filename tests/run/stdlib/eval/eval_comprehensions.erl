%% Comprehensions of every kind in erl_eval: nested, zipped, strict, over maps and bits.
-module(eval_comprehensions).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, _} = erl_eval:exprs(Es, [{'B', <<1, 2, 3>>}, {'L', [1, 2, 3, 4]}, {'M', #{a => 1, b => 2}}]), V end,
         ["[X || X <- L].", "[X || X <- L, X rem 2 =:= 0].", "[{X, Y} || X <- L, Y <- lists:seq(1, X), X + Y =:= 5].", "[X || X <- L, begin Y = X * X, Y > 4 end].", "[X || {ok, X} <- [{ok, 1}, no, {ok, 2}]].", "[X || {ok, X} <:- [{ok, 1}, {ok, 2}]].", "[X || {ok, X} <:- [{ok, 1}, no]].", "[X + Y || X <- L && Y <- [10, 20, 30, 40]].", "[X || X <- L && _ <- [a]].", "lists:sort([{K, V} || K := V <- M]).", "[K || K := 1 <- M].", "#{V => K || K := V <- M}.", "#{X => X * X || X <- L, X > 2}.", "<< <<X:4>> || X <- L >>.", "<< <<(X + 1)>> || <<X>> <= B >>.", "[X || <<X:4>> <= B].", "[X || <<X, _>> <= B].", "<< <<X/binary, 0>> || X <- [<<\"a\">>, <<\"bc\">>] >>.", "[[X * Y || Y <- L] || X <- L].", "[X || X <- [Y || Y <- L, Y > 1], X < 4].", "[fun() -> X end || X <- []].", "[F(1) || F <- [fun(A) -> A + X end || X <- L]].", "X = 9, [X || X <- L] ++ [X].", "[X || X <- L, is_atom(X) orelse X > 3].", "length([1 || _ <- L, _ <- L]).", "lists:sum([X || X <- L, not (X =:= 2)]).", "[X || <<X:8/signed>> <= <<255, 1>>].", "[X || X <- \"abc\"].", "<< <<B/bitstring>> || B <- [<<1:1>>, <<0:2>>] >>.", "#{K => V || <<K, V>> <= <<1, 2, 3, 4>>}.", "[{A, X, K} || A <- [1] && <<X>> <= <<7>> && K := _ <- #{k => v}]."]), ok.
