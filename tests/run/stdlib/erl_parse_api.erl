%% Forms, expressions and terms of tokens; terms to forms and back; places of forms.
-module(erl_parse_api).
-export([main/0]).

main() ->
    forms(), exprs(), terms(), abstracts(), normalised(), tokens(), places(), deep().

p(Term) -> io:format("~0tp~n", [Term]).

try_(F) ->
    try p(F())
    catch Class:Reason -> io:format("~w ~0tp~n", [Class, Reason])
    end.

scan(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
    Tokens.

said({error, {_, Module, Descriptor}} = Error) -> {Error, lists:flatten(Module:format_error(Descriptor))};
said(Result) -> Result.

forms() ->
    [p(said(erl_parse:parse_form(scan(S)))) ||
        S <- ["-module(m).", "f(X, [Y|_]) when X > Y; is_atom(X), true -> X + Y; f(_, _) -> \"s\".",
              "-record(r, {a, b = 1 :: integer()}).", "-spec f(X) -> Y when X :: integer(), Y :: #{a := b}.",
              "-type t(A) :: [A] | {A, 1..2}.", "f() -> .", "f( -> ok.", "f() -> ok", "-foo", "1.", "-export([f/1, g/2]).",
              "f() -> [X || X <- L, {_, <<Y:8/signed>>} <= M], try a() of b -> c catch error:_:S -> S after d end."]].

exprs() ->
    [p(said(erl_parse:parse_exprs(scan(S)))) ||
        S <- ["1 + 2 * 3.", "A = b, {c, #{d => e}}.", "fun(X) -> X end.", "case X of 1 -> a; _ -> b end.", "1 +.", "a", ")",
              "f(x). ", "#r{a = 1}#r.b.", "begin end."]],
    try_(fun() -> said(erl_parse:parse_exprs(element(2, erl_scan:string("a b. c.")))) end).

terms() ->
    [p(said(erl_parse:parse_term(scan(S)))) ||
        S <- ["{a, \"b\", 1.5, <<1, 2:4>>, #{x => [y | z]}, -3, +4, $a}.", "fun lists:map/2.", "X.", "1 + 2.", "a, b.", "[].",
              "\"a\" \"b\".", "foo", "{a", "-foo.", "<<\"abc\">>."]].

abstracts() ->
    [p(erl_parse:abstract(T)) ||
        T <- [a, 1, -5, 1.5, [], "abc", [a | b], [1, 2, a, $b], {x, {y}}, #{a => 1}, <<1, 2:3>>, <<>>, [300],
              fun lists:map/2, [[[]]], [-1, $a], ["ab", $c], [$a, 16#d800]]],
    [try_(fun() -> erl_parse:abstract([300, 97], O) end) ||
        O <- [3, {1, 2}, [{line, 3}], [{location, {3, 4}}], [{encoding, latin1}], [{encoding, none}, {line, 2}],
              [{encoding, fun(C) -> C < 200 end}], [{encoding, utf8}], [foo], foo, [{encoding, foo}]]],
    try_(fun() -> erl_parse:abstract(fun() -> ok end) end),
    try
        erl_parse:abstract(self())
    catch
        error:function_clause -> p(no_form)
    end.

normalised() ->
    [try_(fun() -> erl_parse:normalise(F) end) ||
        F <- [{atom, 1, a}, {op, 1, '-', {integer, 1, 3}}, {op, 1, '+', {float, 1, 2.5}}, {cons, 1, {atom, 1, a}, {string, 1, "b"}},
              {bin, 1, [{bin_element, 1, {integer, 1, 3}, default, default}, {bin_element, 1, {string, 1, "ab"}, default, default}]},
              {map, 1, [{map_field_assoc, 1, {atom, 1, k}, {nil, 1}}]}, {tuple, 1, []},
              {'fun', 1, {function, {atom, 1, lists}, {atom, 1, map}, {integer, 1, 2}}}, {var, 1, 'X'},
              {op, 1, '++', {string, 1, "a"}, {nil, 1}}, foo, {cons, 1, {atom, 1, a}, {var, 1, 'T'}}, {record, 1, x, []}]].

tokens() ->
    [p(erl_parse:tokens(erl_parse:abstract(T))) || T <- [a, -3, [a, 2], [a | b], {"ab", 2.5}, [], #{}, [[x], y]]],
    p(erl_parse:tokens({char, 1, $a}, [{dot, 1}])).

places() ->
    {ok, F} = erl_parse:parse_form(scan("f(X) -> m:g(\"ab\", <<1/integer-unit:8>>, #{a => b}, fun h/1, fun m:i/2, X#r.c).")),
    p(erl_parse:map_anno(fun(_) -> 0 end, F)),
    p(erl_parse:fold_anno(fun(A, Acc) -> [A | Acc] end, [], F)),
    p(erl_parse:mapfold_anno(fun(_, N) -> {N, N + 1} end, 0, F)),
    Forms = [{attribute, 1, module, m}, {attribute, 2, export, [{a, 1}]},
             {attribute, 3, record, {r, [{record_field, 4, {atom, 5, x}},
                                         {typed_record_field, {record_field, 4, {atom, 5, x}}, {type, 6, integer, []}}]}},
             {attribute, 7, type, {t, {type, 8, list, [{var, 9, 'A'}]}, [{var, 9, 'A'}]}},
             {attribute, 1, spec, {{f, 1}, [{type, 2, 'fun', [{type, 2, any}, {remote_type, 4, [{atom, 4, m}, {atom, 4, t}, []]}]}]}},
             {attribute, 1, foo, {bar, 3}}, {eof, 5}, {error, {3, erl_parse, "x"}}],
    p(erl_parse:map_anno(fun(A) -> {A} end, Forms)),
    p(erl_parse:map_anno(fun(A) -> {A} end,
                         {'maybe', 1, [{maybe_match, 2, {nil, 3}, {nil, 4}}],
                          {'else', 3, [{clause, 2, [], [[{atom, 4, true}]], [{nil, 6}]}]}})),
    p(erl_parse:new_anno({atom, {3, 3}, x})),
    p(erl_parse:anno_to_term({atom, {3, 3}, x})),
    p(erl_parse:anno_from_term({tuple, 1, [{atom, {3, 3}, x}]})).

%% Depth is no problem.
deep() ->
    Long = lists:seq(1, 3000) ++ [end_],
    Form = erl_parse:abstract(Long),
    p(erl_parse:normalise(Form) =:= Long),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(io_lib:format("~w.", [Long]))),
    p(erl_parse:parse_term(Tokens) =:= {ok, Long}),
    Nested = lists:foldl(fun(_, T) -> {T} end, x, lists:seq(1, 500)),
    p(erl_parse:normalise(erl_parse:abstract(Nested)) =:= Nested).
