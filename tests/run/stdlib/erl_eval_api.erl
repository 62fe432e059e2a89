%% Expressions in abstract form, evaluated.
-module(erl_eval_api).
-export([main/0]).

-define(I(N), {integer, 1, N}).
-define(A(N), {atom, 1, N}).
-define(V(N), {var, 1, N}).
-define(OP(O, X, Y), {op, 1, O, X, Y}).
-define(C(Ps, G, B), {clause, 1, Ps, G, B}).
-define(L(Xs), list(Xs)).

list([X | Xs]) -> {cons, 1, X, list(Xs)};
list([]) -> {nil, 1}.

seg(E) -> seg(E, default, default).
seg(E, Size, Specs) -> {bin_element, 1, E, Size, Specs}.

run(Name, E) -> run(Name, E, #{'X' => 1}).

run(Name, E, Bs) ->
    Got = try erl_eval:expr(E, Bs) of
        {value, V, Bs1} when is_function(V) -> {function, lists:sort(erl_eval:bindings(Bs1))};
        {value, V, Bs1} -> {V, lists:sort(erl_eval:bindings(Bs1))}
    catch
        C:R -> {C, R}
    end,
    io:format("~s: ~0tp~n", [Name, Got]).

call(F, As) -> {call, 1, F, As}.

main() ->
    run("var", ?V('X')),
    run("unbound", ?V('Y')),
    run("op", ?OP('+', ?V('X'), ?I(2))),
    run("badarith", ?OP('+', ?V('X'), ?A(a))),
    run("match", {match, 1, {tuple, 1, [?V('A'), ?V('X'), ?V('_')]}, {tuple, 1, [?I(5), ?I(1), ?I(9)]}}),
    run("badmatch", {match, 1, ?V('X'), ?I(2)}),
    run("string", {match, 1, ?OP('++', {string, 1, "ab"}, ?V('T')), {string, 1, "abcd"}}),
    run("andalso", ?OP('andalso', ?A(true), ?A(foo))),
    run("andalso bad", ?OP('andalso', ?A(foo), ?A(true))),
    run("orelse", ?OP('orelse', ?A(true), ?A(foo))),
    run("case", {'case', 1, ?I(3), [?C([?V('N')], [[?OP('>', ?V('N'), ?I(5))]], [?A(big)]), ?C([?V('N')], [], [?A(small)])]}),
    run("case_clause", {'case', 1, ?I(3), [?C([?I(4)], [], [?A(four)])]}),
    run("guard fails", {'case', 1, ?A(a), [?C([?V('N')], [[?OP('>', call(?A(length), [?V('N')]), ?I(0))]], [?A(yes)]), ?C([?V('_')], [], [?A(no)])]}),
    run("if", {'if', 1, [?C([], [[?OP('=:=', ?V('X'), ?I(2))]], [?A(two)]), ?C([], [[?A(true)]], [?A(other)])]}),
    run("if_clause", {'if', 1, [?C([], [[?A(false)]], [?A(two)])]}),
    run("block", {block, 1, [{match, 1, ?V('A'), ?I(1)}, ?OP('+', ?V('A'), ?V('X'))]}),
    run("bif", call(?A(length), [?L([?I(1), ?I(2)])])),
    run("remote", call({remote, 1, ?A(lists), ?A(reverse)}, [?L([?I(1), ?I(2)])])),
    run("local", call(?A(foo), [?I(1)])),
    run("fun", {'fun', 1, {clauses, [?C([?V('X')], [], [?V('X')])]}}),
    run("fun call", call({'fun', 1, {clauses, [?C([?V('X'), ?V('Y')], [], [?L([?V('X'), ?V('Y')])])]}}, [?I(7), ?I(8)])),
    run("fun clause", call({'fun', 1, {clauses, [?C([?I(1)], [], [?A(one)])]}}, [?I(7)])),
    run("badarity", {'catch', 1, {tuple, 1, [call({'fun', 1, {clauses, [?C([], [], [?A(ok)])]}}, [])]}}),
    run("named fun", call({named_fun, 1, 'F', [?C([?I(0)], [], [?I(1)]), ?C([?V('N')], [], [?OP('*', ?V('N'), call(?V('F'), [?OP('-', ?V('N'), ?I(1))]))])]}, [?I(20)])),
    run("fun name", call({'fun', 1, {function, ?A(lists), ?A(sum), ?I(1)}}, [?L([?I(1), ?I(2)])])),
    run("badfun", call(?I(1), [])),
    run("lc", {lc, 1, ?OP('*', ?V('N'), ?V('X')), [{generate, 1, ?V('N'), ?L([?I(1), ?I(2), ?I(3)])}, ?OP('>', ?V('N'), ?I(1))]}),
    run("lc pattern", {lc, 1, ?V('N'), [{generate, 1, {tuple, 1, [?A(a), ?V('N')]}, ?L([{tuple, 1, [?A(a), ?I(1)]}, ?A(b), {tuple, 1, [?A(a), ?I(3)]}])}]}),
    run("lc strict", {lc, 1, ?V('N'), [{generate_strict, 1, {tuple, 1, [?A(a), ?V('N')]}, ?L([{tuple, 1, [?A(a), ?I(1)]}, ?A(b)])}]}),
    run("lc nested", {lc, 1, {tuple, 1, [?V('A'), ?V('B')]}, [{generate, 1, ?V('A'), ?L([?I(1), ?I(2)])}, {generate, 1, ?V('B'), ?L([?V('A'), ?I(9)])}]}),
    run("lc shadows", {lc, 1, ?V('X'), [{generate, 1, ?V('X'), ?L([?I(4), ?I(5)])}]}),
    run("bad generator", {lc, 1, ?V('N'), [{generate, 1, ?V('N'), ?A(foo)}]}),
    run("bad filter", {lc, 1, ?V('N'), [{generate, 1, ?V('N'), ?L([?I(1)])}, call({remote, 1, ?A(lists), ?A(sum)}, [?L([?V('N')])])]}),
    run("zip", {lc, 1, {tuple, 1, [?V('A'), ?V('B')]}, [{zip, 1, [{generate, 1, ?V('A'), ?L([?I(1), ?I(2)])}, {generate, 1, ?V('B'), ?L([?A(a), ?A(b)])}]}]}),
    run("bc", {bc, 1, {bin, 1, [seg(?V('N'))]}, [{generate, 1, ?V('N'), ?L([?I(1), ?I(2)])}]}),
    run("b_generate", {lc, 1, ?V('N'), [{b_generate, 1, {bin, 1, [seg(?V('N'), ?I(4), default)]}, {bin, 1, [seg({string, 1, "ab"})]}}]}),
    run("mc", {mc, 1, {map_field_assoc, 1, ?A(k), ?V('N')}, [{generate, 1, ?V('N'), ?L([?I(1), ?I(2)])}]}),
    run("m_generate", {lc, 1, ?L([?V('K'), ?V('W')]), [{m_generate, 1, {map_field_exact, 1, ?V('K'), ?V('W')}, {map, 1, [{map_field_assoc, 1, ?A(a), ?I(1)}]}}]}),
    run("map", {map, 1, [{map_field_assoc, 1, ?A(a), ?V('X')}]}),
    run("map update", {map, 1, {map, 1, [{map_field_assoc, 1, ?A(a), ?I(1)}]}, [{map_field_exact, 1, ?A(a), ?I(2)}]}),
    run("badkey", {map, 1, {map, 1, []}, [{map_field_exact, 1, ?A(a), ?I(2)}]}),
    run("badmap", {map, 1, ?I(3), [{map_field_exact, 1, ?A(a), ?I(2)}]}),
    run("map match", {match, 1, {map, 1, [{map_field_exact, 1, ?A(a), ?V('W')}]}, {map, 1, [{map_field_assoc, 1, ?A(a), ?I(8)}]}}),
    run("bin", {bin, 1, [seg(?I(300), ?I(16), [little]), seg({string, 1, "hi"}), seg({float, 1, 1.5}, default, [float]), seg(?I(1024), default, [utf8])]}),
    run("bin match", {match, 1, {bin, 1, [seg(?V('N')), seg(?V('B'), ?V('N'), [binary]), seg(?V('R'), default, [bitstring])]}, {bin, 1, [seg(?I(2)), seg({string, 1, "abcd"})]}}),
    run("bin signed", {match, 1, {bin, 1, [seg(?V('S'), ?I(8), [signed, {unit, 2}])]}, {bin, 1, [seg(?I(255)), seg(?I(254))]}}),
    run("bin badarg", {bin, 1, [seg(?A(a))]}),
    run("try", {'try', 1, [call(?A(throw), [?A(oops)])], [], [?C([{tuple, 1, [?A(throw), ?V('E'), ?V('_')]}], [], [?V('E')])], []}),
    run("try of", {'try', 1, [?I(1)], [?C([?V('N')], [], [?OP('+', ?V('N'), ?I(1))])], [], [call({remote, 1, ?A(io), ?A(format)}, [{string, 1, "after~n"}])]}),
    run("try passes on", {'try', 1, [call(?A(exit), [?A(oops)])], [], [?C([{tuple, 1, [?A(throw), ?V('E'), ?V('_')]}], [], [?V('E')])], []}),
    run("try_clause", {'try', 1, [?I(1)], [?C([?I(2)], [], [?A(two)])], [], []}),
    run("catch", {'catch', 1, call(?A(throw), [?A(oops)])}),
    run("catch exit", {'catch', 1, call(?A(exit), [?A(oops)])}),
    run("maybe", {'maybe', 1, [{maybe_match, 1, {tuple, 1, [?A(ok), ?V('Q')]}, ?A(error)}, ?V('Q')]}),
    run("maybe else", {'maybe', 1, [{maybe_match, 1, {tuple, 1, [?A(ok), ?V('Q')]}, ?A(error)}, ?V('Q')], {'else', 1, [?C([?A(error)], [], [?A(was_error)])]}}),
    run("else_clause", {'maybe', 1, [{maybe_match, 1, ?A(ok), ?A(error)}, ?A(x)], {'else', 1, [?C([?A(other)], [], [?A(was_error)])]}}),
    self() ! first, self() ! second,
    run("receive", {'receive', 1, [?C([?A(second)], [], [?A(got)])]}),
    run("receive rest", {'receive', 1, [?C([?V('M')], [], [?V('M')])]}),
    run("receive after", {'receive', 1, [?C([?A(never)], [], [?A(got)])], ?I(1), [?A(late)]}),
    run("record", {record, 1, r, []}),
    run("ordered bindings", {match, 1, ?V('A'), ?V('B')}, [{'B', 2}]),
    io:format("~p~n", [erl_eval:exprs([{match, 1, ?V('A'), ?I(1)}, ?V('A')], [])]),
    io:format("~p~n", [erl_eval:expr_list([?I(1), ?V('X')], [{'X', 3}])]),
    io:format("~p~n", [erl_eval:expr(call(?A(foo), [?I(1)]), [], {value, fun(N, As) -> {N, As} end})]),
    io:format("~p~n", [erl_eval:expr(call(?A(foo), [?I(1)]), [], {eval, fun(N, As, Bs) -> {value, {N, As}, Bs} end})]),
    io:format("~p~n", [erl_eval:expr(call({remote, 1, ?A(a), ?A(b)}, [?I(1)]), [], none, {value, fun(N, As) -> {N, As} end})]),
    io:format("~p~n", [erl_eval:expr(?I(1), [], none, none, value)]),
    io:format("~p ~p~n", [erl_eval:new_bindings(), erl_eval:bindings(erl_eval:add_binding(b, 2, erl_eval:add_binding(a, 1, [])))]),
    io:format("~p~n", [erl_eval:partial_eval(?OP('+', ?I(1), ?OP('*', ?I(2), ?I(3))))]),
    io:format("~p~n", [[erl_eval:is_constant_expr(E) || E <- [?I(1), ?V('X'), {tuple, 1, [?A(a)]}, call(?A(a), [])]]]),
    Data = fun(E) -> {value, F, _} = erl_eval:expr(E, [{'Y', 1}, {'Z', 2}]), erl_eval:fun_data(F) end,
    io:format("~0p~n", [Data({'fun', 1, {clauses, [?C([?V('A')], [], [?V('Y')])]}})]),
    io:format("~0p~n", [Data({named_fun, 1, 'F', [?C([?V('A')], [], [?V('Y')])]})]),
    io:format("~0p~n", [erl_eval:fun_data(fun lists:map/2)]),
    io:format("~0p~n", [erl_eval:match_clause([?C([?V('A')], [], [?V('A')])], [1], [], none)]).
