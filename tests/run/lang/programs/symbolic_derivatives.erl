%% Derivatives and simplification of expressions as tuples, parsed from text by erl_parse, printed with few brackets.
-module(symbolic_derivatives).
-export([main/0]).
-include("../lang.hrl").

parse(T) -> {ok, Ts, _} = erl_scan:string(T ++ "."), {ok, [E]} = erl_parse:parse_exprs(Ts), tree(E).
tree({integer, _, N}) -> N;
tree({var, _, V}) -> V;
tree({atom, _, A}) -> A;
tree({op, _, '-', A}) -> {'-', 0, tree(A)};
tree({op, _, Op, A, B}) -> {Op, tree(A), tree(B)};
tree({call, _, {atom, _, F}, [A]}) -> {F, tree(A)}.
d(N, _) when is_integer(N) -> 0;
d(X, X) -> 1;
d(A, _) when is_atom(A) -> 0;
d({'+', A, B}, X) -> {'+', d(A, X), d(B, X)};
d({'-', A, B}, X) -> {'-', d(A, X), d(B, X)};
d({'*', A, B}, X) -> {'+', {'*', d(A, X), B}, {'*', A, d(B, X)}};
d({'/', A, B}, X) -> {'/', {'-', {'*', d(A, X), B}, {'*', A, d(B, X)}}, {'*', B, B}};
d({sin, A}, X) -> {'*', {cos, A}, d(A, X)};
d({cos, A}, X) -> {'*', {'-', 0, {sin, A}}, d(A, X)};
d({exp, A}, X) -> {'*', {exp, A}, d(A, X)};
d({ln, A}, X) -> {'/', d(A, X), A}.
s({Op, A, B}) -> s1({Op, s(A), s(B)});
s({F, A}) -> {F, s(A)};
s(T) -> T.
s1({Op, A, B}) when is_integer(A), is_integer(B), Op =/= '/' -> erlang:Op(A, B);
s1({'+', 0, B}) -> B;
s1({'+', A, 0}) -> A;
s1({'-', A, 0}) -> A;
s1({'-', A, A}) -> 0;
s1({'*', 0, _}) -> 0;
s1({'*', _, 0}) -> 0;
s1({'*', 1, B}) -> B;
s1({'*', A, 1}) -> A;
s1({'*', A, B}) when is_integer(B) -> {'*', B, A};
s1({'*', A, {'*', B, C}}) when is_integer(A), is_integer(B) -> {'*', A * B, C};
s1({'/', A, 1}) -> A;
s1({'/', 0, _}) -> 0;
s1({'+', A, A}) -> s1({'*', 2, A});
s1(T) -> T.
text(T) -> text(T, 0).
text({'-', 0, A}, _) -> "-" ++ text(A, 3);
text({Op, A, B}, P) -> Q = case Op of '+' -> 1; '-' -> 1; _ -> 2 end, S = text(A, Q) ++ atom_to_list(Op) ++ text(B, if Op =:= '-'; Op =:= '/' -> Q + 1; true -> Q end), if Q < P -> "(" ++ S ++ ")"; true -> S end;
text({F, A}, _) -> atom_to_list(F) ++ "(" ++ text(A) ++ ")";
text(N, _) when is_integer(N) -> integer_to_list(N);
text(V, _) -> atom_to_list(V).
main() ->
    [io:format("~s: ~s~n", [text(parse(T)), text(s(d(parse(T), 'X')))]) || T <- ["5", "X", "Y", "X + X", "X * X", "3 * X * X + 2 * X + 1", "(X + 1) * (X - 1)", "1 / X", "sin(X * X)", "exp(2 * X)", "ln(X)", "cos(X) * X", "-X", "X - (Y - X)", "X / (X + 1)"]],
    ?show(s(parse("1 + 2 * 3 - X * 0"))),
    ?show(parse("f(X) + a")),
    ?show(d({foo, 'X'}, 'X')),
    ok.
