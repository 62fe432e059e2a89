%% erl_eval of every kind of expression, with its bindings after.
-module(eval_expressions).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {value, V, B} = run(S, [{'A', 1}, {'L', [1, 2, 3]}]), {V, B} end,
         ["A + 1.", "B = 2, A + B.", "{X, Y} = {1, [2]}.", "[X * 2 || X <- L, X > 1].", "[{X, Y} || X <- L, Y <- [a], X =/= 2].", "<< <<X:4>> || X <- L >>.", "[X || <<X:4>> <= <<18, 52>>].", "#{K => V || {K, V} <- [{a, 1}, {b, 2}]}.", "[{K, V} || K := V <- #{a => 1}].", "[X + Y || X <- L && Y <- [10, 20, 30]].", "case A of 1 -> one; _ -> other end.", "case L of [H | T] when H > 5 -> big; [H | T] -> {H, T} end.", "if A > 5 -> big; true -> small end.", "begin Z = 3, Z * Z end.", "F = fun(0) -> 1; (N) -> N * 2 end, {F(0), F(5)}.", "F = fun G(0) -> 1; G(N) -> N * G(N - 1) end, F(5).", "(fun(X) -> fun(Y) -> X + Y end end)(1)(2).", "lists:map(fun(X) -> X + A end, L).", "length(L).", "erlang:length(L).", "fun lists:sum/1(L).", "(fun erlang:abs/1)(-5).", "try throw(x) catch throw:Y -> {caught, Y} end.", "try 1 of 1 -> one after ok end.", "try error(a) catch error:E:St -> {E, is_list(St)} end.", "try 1 / 0 catch _:R -> R after self() end.", "catch throw(y).", "element(1, catch exit(z)).", "maybe ok ?= ok, 5 end.", "maybe ok ?= no, 5 else no -> 6 end.",
          "receive after 0 -> timeout end.", "self() ! {m, 1}, receive {m, N} -> N end.", "#{a => 1}#{a := 2, b => 3}.", "#{a := X} = #{a => 9}, X.", "<<X:8, R/binary>> = <<1, 2, 3>>, {X, R}.", "<<A:16/little, \"xy\", 1.5/float>>.", "A =:= 1 andalso L =/= [].", "false orelse A.", "not (A > 1).", "-A + (bnot A).", "\"ab\" ++ [$c].", "1 bsl 3 bor 1.", "{1, [a | b], $c, \"s\", 1.5}.", "_ = A.", "A = 1.", "X = Y = 2.", "[_, X | _] = L, X.", "(case A of 1 -> lists end):sum(L).", "M = maps, M:size(#{}).", "fun(X) when X > 1; X < -1 -> big; (_) -> small end(5)."]),
    ok.

run(S, B) -> {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, B1} = erl_eval:exprs(Es, B), {value, case is_function(V) of true -> a_fun; false -> V end, [{K, X} || {K, X} <- lists:sort(B1), not is_function(X), K =/= 'St']}.
