%% erl_eval: expressions, lists of expressions and bindings of both kinds, function handlers, and what is refused.
-module(erl_eval_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    E = fun expr/1,
    B0 = erl_eval:new_bindings(),
    B1 = erl_eval:add_binding('X', 1, B0),
    calls(erl_eval, [
        {new_bindings, [[], [#{a => 1}], [[{'X', 1}]], [x]]},
        {add_binding, [['X', 1, B0], ['X', 2, B1], ['Y', 1, #{}], ['X', 1, x]]},
        {binding, [['X', B1], ['Y', B1], ['X', #{'X' => 3}], ['X', x]]},
        {bindings, [[B0], [B1], [#{'B' => 1}], [x]]},
        {del_binding, [['X', B1], ['Y', B1], ['X', #{'X' => 1}], ['X', x]]}]),
    Texts = ["1 + 2", "X + 1", "Y", "Z = X", "{X, [X | x]}", "fun(A) -> A + X end(5)", "lists:map(fun(A) -> A * 2 end, [1, 2])", "1 / 0", "case X of 2 -> a end", "if X > 5 -> a end",
             "begin A = 1, B = 2, A + B end", "try throw(a) catch throw:T -> {caught, T} end", "try 1 of 2 -> a catch _:_ -> b after c end", "catch exit(x)", "[A || A <- [1, 2, 3], A > X]", "<< <<A>> || A <- [1, 2] >>",
             "<<A:4, B:4>> = <<18>>", "<<X:16/little>>", "#{a => X}", "#{a := 2} = #{a => 1}", "(#{a => 1})#{a := 5}", "(#{})#{a := 5}", "a(1)", "no_such_module:f(1)", "X = 1", "X = 2", "not 1", "true and 1", "1 orelse 2", "false andalso 2",
             "\"a\" ++ \"b\"", "fun lists:append/2", "fun f/1", "receive x -> 1 after 0 -> none end", "[A | B] = [1, 2]", "{A, A} = {1, 2}", "maybe {ok, A} ?= {ok, 3}, A end", "self() =:= self()", "$a", "1.5", "(fun F(0) -> 1; F(N) -> N * F(N - 1) end)(5)",
             "#{K => V || K := V <- #{a => 1}, V > 0}", "[A || A <- x]", "\"ab\" ++ T = \"abc\"", "-X", "element(2, {a, b})", "is_atom(X)", "X:f()", "[{A, C} || A <- [1, 2] && C <- [3, 4]]"],
    [calls(erl_eval, [{expr, [[E(T), B1]]}]) || T <- Texts],
    [calls(erl_eval, [{expr, [[E(T), #{'X' => 1}]]}]) || T <- ["X", "Y = X", "X = 2"]],
    Local = {value, fun(Name, Arguments) -> {local, Name, Arguments} end},
    LocalE = {eval, fun(Name, Arguments, Bs) -> {value, {local, Name, length(Arguments)}, Bs} end},
    Remote = {value, fun(Function, Arguments) -> {remote, Function, Arguments} end},
    calls(erl_eval, [
        {expr, [[E("f(1, X)"), B1, Local], [E("f(1, X)"), B1, LocalE], [E("f()"), B1, none], [E("f()"), B1, bad], [E("m:f(X)"), B1, none, Remote], [E("1 + X"), B1, none, Remote],
                [E("X"), B1, none, none, value], [E("Z = f()"), B1, Local, none, value], [x, B1], [x, B1, none], [x, B1, none, none], [x, B1, none, none, value]]},
        {exprs, [[exprs("A = 1, B = A + 1, {A, B}"), B0], [exprs("A = 1, B"), B0], [exprs("f(1)"), B0, Local], [exprs("f(1)"), B0, none], [exprs("m:f(2)"), B0, none, Remote], [exprs("1/0"), B0, none, none], [[x], B0], [[x], B0, none], [[], B0, none, none]]},
        {expr_list, [[exprs("1, A = 2, 3"), B0], [exprs("A = 1, A = 2"), B0], [[], B0], [exprs("f(1), g(2)"), B0, Local], [exprs("f(1)"), B0, none], [exprs("m:f(1), 2"), B0, none, Remote], [exprs("1/0"), B0, none, none], [[x], B0], [x, B0, none]]}]).

expr(Text) -> [E] = exprs(Text), E.
exprs(Text) -> {ok, Ts, _} = erl_scan:string(Text ++ "."), {ok, Es} = erl_parse:parse_exprs(Ts), Es.
