%% erl_eval where it fails: reasons and classes as compiled code gives them.
-module(eval_failures).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, _} = erl_eval:exprs(Es, [{'A', 1}]), V end,
         ["X.", "X + A.", "1 = 2.", "A = 2.", "{X, X} = {1, 2}.", "case A of 2 -> b end.", "if A > 1 -> x end.", "(fun(1) -> a end)(2).", "(fun(X) -> X end)(1, 2).", "A(1).", "A:b().", "nosuch:f(1).", "lists:nosuch(1).", "lists:map(1).", "1 + a.", "1 / 0.", "hd([]).", "element(3, {a}).", "throw(t).", "exit(e).", "error(r).", "error({r, [x]}).", "[X || X <- 5].", "[X || X <- [1 | 2]].", "[X || <<X>> <= 5].", "[X || X := _ <- 5].", "<<a>>.", "<<1:(-1)>>.", "<<\"x\":a>>.", "#{a := 1} = #{}.", "(#{})#{a := 1}.", "5#{a => 1}.", "a andalso true.", "true andalso b, c.", "not 5.", "try a of b -> c end.", "try throw(a) catch error:_ -> b end.", "maybe ok ?= no else yes -> 1 end.", "foo(1).", "1(2).", "[a | b] ++ c.", "[1 | 2] ++ [3].", "begin 1, throw(deep) end.", "receive x -> y after a -> z end.", "X = 1, X = 2.", "#r{}.", "A#r.a.", "fun nosuch/1.", "fun nosuch:f/1.", "(fun nosuch:f/1)(1).", "apply(5, []).", "length(5).", "[X || X <- [1, 2], X].", "[X || X <- [1, 2], throw(q)].", "?x."]),
    ok.
