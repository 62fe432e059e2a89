%% erl_pp with hooks, quoted singletons, indentation, options, clauses, guards and patterns.
-module(pp_hooks_options).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, [E]} = erl_parse:parse_exprs(Ts), E end, S = fun(X) -> lists:flatten(X) end,
    Hook = fun({special, X}, I, Prec, H) -> ["<<<", erl_pp:expr(X, I, Prec, H), ">>>"] end,
    each(fun(E) -> S(erl_pp:expr(E, Hook)) end, [{special, {atom, 1, a}}, {tuple, 1, [{special, {integer, 1, 1}}, {atom, 1, b}]}, {op, 1, '+', {special, {var, 1, 'X'}}, {integer, 1, 2}}, {call, 1, {atom, 1, f}, [{special, {string, 1, "s"}}]}]),
    each(fun({E, I}) -> S(erl_pp:expr(E, I, none)) end, [{P("case X of 1 -> a; 2 -> b end."), 0}, {P("case X of 1 -> a; 2 -> b end."), 4}, {P("f(x)."), 10}]),
    each(fun(Pr) -> S(erl_pp:expr(P("1 + 2."), 0, Pr, none)) end, [0, 300, 400, 401, 500]),
    show("exprs", S(erl_pp:exprs([P("X = 1."), P("f(X).")]))), show("exprs indent", S(erl_pp:exprs([P("X = 1."), P("f(X).")], 3, none))),
    show("guard", S(erl_pp:guard([[P("X > 1."), P("is_atom(Y).")], [P("true.")]]))),
    show("attribute", S(erl_pp:attribute({attribute, 1, foo, [{a, "b"}]}))),
    {ok, Ts, _} = erl_scan:string("f(X) when X > 1 -> {X, $a}; f(_) -> \"s\"."), {ok, F} = erl_parse:parse_form(Ts),
    show("function", S(erl_pp:function(F))), show("form", S(erl_pp:form(F, [{quote_singleton_atom_types, true}]))), show("eof", S(erl_pp:form({eof, 9}))), show("error", S(erl_pp:form({error, {3, erl_parse, ["syntax ", "bad"]}}))), show("warning", S(erl_pp:form({warning, {3, erl_lint, {unused_var, 'X'}}}))),
    {ok, T2, _} = erl_scan:string("-type t() :: a | 'B' | integer()."), {ok, A2} = erl_parse:parse_form(T2), each(fun(O) -> S(erl_pp:form(A2, O)) end, [[], [{quote_singleton_atom_types, true}]]),
    each(fun(E) -> S(erl_pp:expr(E)) end, [{value, 1, {a, "b"}}, {atom, 1, 'a b'}, {string, 1, "å\n\""}, {char, 1, $\s}, {float, 1, 1.0e20}]),
    ok.
