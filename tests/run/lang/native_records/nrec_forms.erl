%% Records as code: tokens, abstract format both ways, printed code, the linter's words, evaluation of expressions.
-module(nrec_forms).
-export([main/0]).
-export_record([here]).
-record #here{a = 1, b = 2}.

main() ->
    [form(S) || S <- ["-record #a{x}.", "-record(#a{x, y = 3}).", "-record #A{x = 1, y :: integer(), z = 2 :: atom()}.", "-record #if{class}.", "-record #'42'{}.",
                      "-record a{x}.", "-record #a:b{x}.", "-record #a{_ = 1}.", "-record #_{x}.", "-export_record([a, b]).", "-import_record(m, [a]).",
                      "-import_record(m, a).", "-import_record([m], [a]).", "-type t() :: #a{x :: 1} | record()."]],
    [expr(S) || S <- ["#a{x = 1}", "#m:a{}", "R#m:a{x = 1}", "R#m:a.x", "R#_{x = 1}", "R#_.x", "#_{}", "#_{x = X} = R", "#A{x = 1}", "#if{}", "#m:if{a = 1}", "R#m:'A b'.'x y'",
                      "R#a.x#b.y", "(R#m:a.x)#n:b.y", "R#m:a.x#b{y = 2}", "R#m:a.x#n:b.y", "R#_.x#_.y", "#m:a.x", "#_.x", "#M:a{}", "#if:a{}", "f()#m:a.x", "-R#m:a.x", "catch #m:a{}",
                      "fun(#m:a{x = X}) when X#_.y > 1 -> X end", "#a{x}", "R#_.X", "#_a{}"]],
    io:format("~p~n", [erl_scan:string("X#_.f #_{ # _ ##_")]),
    Mapped = erl_parse:map_anno(fun(_) -> 7 end, {record, 1, {var, 1, 'R'}, {m, a}, [{record_field, 1, {atom, 1, x}, {integer, 1, 1}}]}),
    io:format("~p~n", [Mapped]),
    [eval(S) || S <- ["#nrec_forms:here{b = 3}.", "R = #nrec_forms:here{}, R#nrec_forms:here.a + R#_.b.", "R = #nrec_forms:here{}, R#nrec_forms:here{a = x}.", "R = #nrec_forms:here{}, R#_{b = [R]}.",
                      "#nrec_forms:here{a = A} = #nrec_forms:here{a = 9}, A.", "case #nrec_forms:here{} of #nrec_forms:here{a = 2} -> two; #nrec_forms:here{b = B} when B > 1 -> B end.",
                      "case {x} of #_{} -> record; _ -> other end.", "is_record(#nrec_forms:here{}).", "#nrec_forms:here{c = 1}.", "#nrec_forms:nope{}.", "R = #nrec_forms:here{}, R#nrec_forms:here.c.",
                      "R = x, R#_.c.", "[A || #nrec_forms:here{a = A} <- [#nrec_forms:here{a = N} || N <- [1, 2]] ++ [x]]."]].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    case erl_parse:parse_form(Tokens) of
        {ok, Form} -> io:format("~ts~n  ~0p~n  ~ts", [Text, Form, case Form of {_, _, import_record, _} -> "\n"; _ -> erl_pp:form(Form) end]);
        {error, {_, _, Why}} -> io:format("~ts~n  ~ts~n", [Text, erl_parse:format_error(Why)])
    end.

expr(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    case erl_parse:parse_exprs(Tokens) of
        {ok, Exprs} -> io:format("~ts~n  ~0p~n  ~ts~n", [Text, Exprs, erl_pp:exprs(Exprs)]);
        {error, {_, _, Why}} -> io:format("~ts~n  ~ts~n", [Text, erl_parse:format_error(Why)])
    end.

eval(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Exprs, []) of
        {value, Value, _} -> io:format("~ts~n  ~0p~n", [Text, Value])
    catch
        Class:Reason -> io:format("~ts~n  ~p ~0p~n", [Text, Class, Reason])
    end.
