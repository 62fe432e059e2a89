%% erl_pp: each function with its options on code whose layout fits a line, hooks, and what is no code.
-module(erl_pp_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Forms = [form(T) || T <- ["-module(m).", "-export([f/1]).", "-record(r, {a, b = 1}).", "-type t() :: a | b.", "f(X) -> X.", "g(0) -> 0;\ng(N) when N > 0 -> N.", "-spec f(a) -> b."]],
    [text(F, [Form | O]) || Form <- Forms, F <- [form], O <- [[], [none], [[]], [[{encoding, latin1}]]]],
    [text(attribute, [Form | O]) || {attribute, _, _, _} = Form <- Forms, O <- [[], [none], [[{quote_singleton_atom_types, true}]]]],
    [text(function, [Form | O]) || {function, _, _, _, _} = Form <- Forms, O <- [[], [none], [[]]]],
    Exprs = [expr(T) || T <- ["1 + 2 * 3", "(1 + 2) * 3", "f(X, [a | B])", "#{a => 1}", "<<X:8/little>>", "X = {a, \"s\", 'q a'}", "fun f/1", "not A andalso B", "- 1", "[X || X <- L]"]],
    [text(expr, [E | O]) || E <- Exprs, O <- [[], [none], [4, none], [2, 100, none], [[{encoding, utf8}]]]],
    [text(exprs, [Exprs | O]) || O <- [[], [none], [2, none]]],
    Guards = [[[expr("X > 1"), expr("is_atom(Y)")], [expr("true")]]],
    [text(guard, [G | O]) || G <- Guards, O <- [[], [none]]],
    [text(tokens, [[{atom, 1, a}, {'(', 1}, {')', 1}] | O]) || O <- [[], [none]]],
    Hook = fun({hooked, _, W}, _, _, _) -> "<" ++ atom_to_list(W) ++ ">" end,
    [text(expr, A) || A <- [[{tuple, 1, [{hooked, 1, x}]}, Hook], [{tuple, 1, [{hooked, 1, x}]}, 0, Hook], [{hooked, 1, x}, 0, 200, Hook], [{tuple, 1, [{hooked, 1, x}]}, [{hook, Hook}]]]],
    [text(legalize_vars, [F]) || F <- [form("f(X) -> X."), setelement(5, form("f(X) -> X."), [{clause, 1, [{var, 1, 'x y'}], [], [{var, 1, 'x y'}]}])]],
    [text(F, [x | O]) || F <- [form, attribute, function, expr, legalize_vars], O <- [[], [none]], F =/= legalize_vars orelse O =:= []],
    [text(F, A) || {F, A} <- [{exprs, [[x]]}, {exprs, [[x], none]}, {exprs, [0, [x], none]}, {guard, [x]}, {guard, [x, none]}, {tokens, [[x]]}, {tokens, [[x], none]}]].

form(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, F} = erl_parse:parse_form(Ts), F.
expr(T) -> {ok, Ts, _} = erl_scan:string(T ++ "."), {ok, [E]} = erl_parse:parse_exprs(Ts), E.

text(F, A) ->
    io:format("~s/~b ~0tp~n", [F, length(A), try flat(apply(erl_pp, F, A)) catch C:_ -> C end]).
flat(L) when is_list(L) -> try unicode:characters_to_list(L) catch _:_ -> L end;
flat(V) -> V.
