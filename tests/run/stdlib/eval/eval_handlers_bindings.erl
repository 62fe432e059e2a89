%% Local and non-local function handlers, bindings as lists and maps, expr_list, and values in forms.
-module(eval_handlers_bindings).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts), Es end,
    Lf = {value, fun(N, As) -> {local, N, As} end}, Nf = {value, fun({M, F}, As) -> {remote, M, F, As}; (F, As) -> {called, is_function(F), As} end},
    each(fun(S) -> erl_eval:exprs(P(S), [{'F', fun(X) -> X end}], Lf, Nf) end, ["f(1, 2).", "lists:sum([1]).", "F(3).", "length([a]).", "self() =:= self().", "f(g(1)).", "[h(X) || X <- [1, 2]].", "1 + 2.", "spawn(a, b, [])."]),
    each(fun(S) -> erl_eval:exprs(P(S), [], {eval, fun(N, As, B) -> {value, {N, [erl_parse:normalise(A) || A <- As]}, erl_eval:add_binding('Seen', N, B)} end}) end, ["f(1, a).", "X = g(2), X."]),
    each(fun(S) -> erl_eval:expr(hd(P(S)), [], none, none, none) end, ["f(1).", "1."]), each(fun(R) -> erl_eval:expr(hd(P("1 + 1.")), [{'X', 1}], none, none, R) end, [value, none]),
    show("list", erl_eval:expr_list(P("1, X = 2, a."), [])), show("list 2", erl_eval:expr_list(P("X, 2."), [{'X', 5}])),
    B = erl_eval:add_binding('Y', 2, erl_eval:add_binding('X', 1, erl_eval:new_bindings())),
    show("bindings", {lists:sort(erl_eval:bindings(B)), erl_eval:binding('X', B), erl_eval:binding('Z', B), lists:sort(erl_eval:bindings(erl_eval:del_binding('X', B)))}),
    show("map bindings", erl_eval:exprs(P("Z = X + 1."), #{'X' => 1})), show("orddict", erl_eval:exprs(P("Z = X + 1."), orddict:from_list([{'X', 1}]))),
    ok,
    each(fun erl_eval:is_constant_expr/1, [hd(P(S)) || S <- ["1.", "{a, [b]}.", "X.", "f(1).", "#{a => 1}.", "-1."]]),
    each(fun(S) -> erl_eval:partial_eval(hd(P(S))) end, ["1 + 2.", "{1 + 1, a}.", "\"a\" ++ \"b\"."]),
    ok.
