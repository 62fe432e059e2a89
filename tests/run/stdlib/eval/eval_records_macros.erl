%% Expressions that need what erl_eval does not know: records, macros, undefined functions, and handlers that supply them.
-module(eval_records_macros).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = fun(S) -> {ok, Ts, _} = erl_scan:string(S), erl_parse:parse_exprs(Ts) end, each(fun(S) -> case P(S) of {ok, Es} -> element(2, erl_eval:exprs(Es, [])); {error, {_, M, D}} -> lists:flatten(M:format_error(D)) end end, ["#r{a = 1}.", "#r.a.", "?MACRO.", "f(1).", "m:f(.", "1 2."]),
    {ok, F} = P("double(X) + double(3)."), show("handled", element(2, erl_eval:exprs(F, [{'X', 5}], {value, fun(double, [A]) -> A * 2 end}))), show("recursive", element(2, erl_eval:exprs(element(2, P("fact(6).")), [], {value, fun H(fact, [0]) -> 1; H(fact, [N]) -> N * H(fact, [N - 1]) end}))), show("sandbox", outcome(fun() -> erl_eval:exprs(element(2, P("os:cmd(\"ls\").")), [], none, {value, fun({M, Fn}, As) -> throw({denied, M, Fn, length(As)}) end}) end)), show("counted", begin put(n, 0), erl_eval:exprs(element(2, P("lists:sum(lists:seq(1, 4)) + length([a]).")), [], none, {value, fun({M, Fn}, As) -> put(n, get(n) + 1), apply(M, Fn, As) end}), get(n) end), show("closures", [G(2) || G <- element(2, erl_eval:exprs(element(2, P("K = 10, [fun(X) -> X * K end, fun(X) -> X - K end].")), []))]), show("arity", [erlang:fun_info(element(2, erl_eval:exprs(element(2, P(S)), [])), arity) || S <- ["fun() -> a end.", "fun(A, B) -> {A, B} end.", "fun F(1) -> F end."]]), ok.
