%% erl_parse's maps and folds over annotations, tokens made from abstract terms.
-module(annotations_walk).
-export([main/0]).
-include("../show.hrl").

main() ->
    {ok, Ts, _} = erl_scan:string("f(X) when X > 1 -> [Y || Y <- [X, {a, \"b\"}]] ++ <<1:2>>.", {1, 1}),
    {ok, Form} = erl_parse:parse_form(Ts),
    io:format("~0p~n", [Form]),
    io:format("~0p~n", [erl_parse:map_anno(fun(A) -> erl_anno:line(A) * 100 + erl_anno:column(A) end, Form)]),
    io:format("~0p~n", [erl_parse:fold_anno(fun(A, Acc) -> [erl_anno:column(A) | Acc] end, [], Form)]),
    io:format("~0p~n", [erl_parse:mapfold_anno(fun(A, N) -> {N, N + erl_anno:line(A)} end, 0, Form)]),
    io:format("~0p~n", [erl_parse:anno_from_term(erl_parse:anno_to_term(Form)) =:= Form]),
    io:format("~0p~n", [erl_parse:new_anno(erl_parse:anno_to_term(Form)) =:= Form]),
    each(fun(S) -> {ok, T, _} = erl_scan:string(S), {ok, [E]} = erl_parse:parse_exprs(T), erl_parse:tokens(E) end, ["{a, [1, 2], \"s\", 1.5, $c, X}.", "[a | T].", "a.", "{}."]),
    {ok, T2, _} = erl_scan:string("a. "), {ok, [E2]} = erl_parse:parse_exprs(T2), io:format("~0p~n", [erl_parse:tokens(E2, [{dot, 9}])]),
    A = erl_anno:new({3, 4}),
    io:format("~0p~n", [[F() || F <- [fun() -> erl_anno:set_text("abc", A) end, fun() -> erl_anno:set_file("f.erl", A) end, fun() -> erl_anno:set_generated(true, A) end, fun() -> erl_anno:end_location(erl_anno:set_text("ab\ncd", A)) end, fun() -> erl_anno:end_location(A) end] ]]),
    ok.
