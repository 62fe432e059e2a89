%% Lambda calculus: parser, de Bruijn indices, normal order with fuel, Church numerals, closures against substitution.
-module(lambda_calculus).
-export([main/0]).
-include("../lang.hrl").

main() ->
    [io:format("~s => ~s~n", [S, try show(norm(index(parse(S)), 2000)) catch throw:{Why, X} -> io_lib:format("~p ~0p", [Why, X]) end]) || S <- ["\\x.x", "(\\x.x) y", "\\x y.x", "(\\x y.x) a b", "(\\x.x x)(\\y.y)", "(\\x.\\y.x) y", "(\\x.x x)(\\x.x x)", "\\f x.f (f x)", "(\\n f x.f (n f x)) (\\f x.f x)", "(\\m n f x.m f (n f x)) (\\f x.f (f x)) (\\f x.f (f (f x)))", "(\\m n f.m (n f)) (\\f x.f (f x)) (\\f x.f (f (f x)))", "(\\p.p (\\x y.x)) ((\\x y f.f x y) a b)", "(\\x", "x)", "\\.x", "", "(\\x.(\\x.x) x) z"]],
    ?show([number(norm(index(church(N)), 100)) || N <- [0, 1, 5]]), ?show([number(norm(app(plus(), [church(A), church(B)]), 5000)) || {A, B} <- [{2, 3}, {0, 4}]]), ?show(number(norm(app(times(), [church(3), church(4)]), 5000))), ?show(number(norm(app(church(2), [church(3)]), 5000))), ?show([eval_number(E) || E <- [church(7), {app, {app, parse("\\m n f.m (n f)"), church(3)}, church(5)}]]), ?show([free(parse(S)) || S <- ["\\x.x y", "x (\\x.x) z", "\\x y z.w"]]).

parse(S) -> case expr(S) of {E, []} -> E; {_, R} -> throw({left, R}) end.
expr(S) -> {A, R} = atom(skip(S)), more(A, skip(R)).
more(F, [C | _] = S) when C =/= $) -> {A, R} = atom(S), more({app, F, A}, skip(R)); more(F, S) -> {F, S}.
atom([$( | S]) -> case expr(S) of {E, [$) | R]} -> {E, R}; {_, R} -> throw({no_close, R}) end; atom([$\\ | S]) -> params(skip(S), []); atom([C | R]) when C >= $a, C =< $z -> {{var, [C]}, R}; atom(S) -> throw({no_term, S}).
params([$. | _], []) -> throw({no_parameter, "."}); params([$. | S], Ps) -> {B, R} = expr(S), {lists:foldl(fun(P, E) -> {lam, P, E} end, B, Ps), R}; params([C | S], Ps) when C >= $a, C =< $z -> params(skip(S), [[C] | Ps]); params(S, _) -> throw({no_parameter, S}).
skip([$\s | S]) -> skip(S); skip(S) -> S.
index(E) -> index(E, []). index({var, X}, Env) -> case string:str(Env, [X]) of 0 -> {free, X}; N -> {i, N} end; index({lam, X, B}, Env) -> {l, index(B, [X | Env])}; index({app, F, A}, Env) -> {a, index(F, Env), index(A, Env)}.
norm(E, Fuel) -> put(fuel, Fuel), nf(E).
nf(E) -> case whnf(E) of {l, B} -> {l, nf(B)}; {a, F, A} -> {a, nf(F), nf(A)}; X -> X end.
whnf({a, F, A}) -> case whnf(F) of {l, B} -> tick(), whnf(subst(B, A, 1)); G -> {a, G, A} end; whnf(E) -> E.
tick() -> case get(fuel) of 0 -> throw({out_of_fuel, 0}); N -> put(fuel, N - 1) end.
subst({i, N}, A, N) -> shift(A, N - 1, 1); subst({i, M}, _, N) when M > N -> {i, M - 1}; subst({l, B}, A, N) -> {l, subst(B, A, N + 1)}; subst({a, F, X}, A, N) -> {a, subst(F, A, N), subst(X, A, N)}; subst(E, _, _) -> E.
shift({i, M}, By, From) when M >= From -> {i, M + By}; shift({l, B}, By, From) -> {l, shift(B, By, From + 1)}; shift({a, F, A}, By, From) -> {a, shift(F, By, From), shift(A, By, From)}; shift(E, _, _) -> E.
show({i, N}) -> integer_to_list(N); show({free, X}) -> X; show({l, B}) -> ["\\", show(B)]; show({a, F, A}) -> [case F of {l, _} -> ["(", show(F), ")"]; _ -> show(F) end, " ", case A of {K, _} when K =/= l -> show(A); _ -> ["(", show(A), ")"] end].
church(N) -> {lam, "f", {lam, "x", lists:foldl(fun(_, E) -> {app, {var, "f"}, E} end, {var, "x"}, lists:seq(1, N))}}.
plus() -> parse("\\m n f x.m f (n f x)"). times() -> parse("\\m n f.m (n f)"). app(F, As) -> index(lists:foldl(fun(A, E) -> {app, E, A} end, F, As)).
number({l, {l, B}}) -> count(B). count({i, 1}) -> 0; count({a, {i, 2}, R}) -> 1 + count(R).
eval_number(E) -> V = ev(E, #{}), (V(fun(N) -> N + 1 end))(0).
ev({var, X}, Env) -> map_get(X, Env); ev({lam, X, B}, Env) -> fun(V) -> ev(B, Env#{X => V}) end; ev({app, F, A}, Env) -> (ev(F, Env))(ev(A, Env)).
free({var, X}) -> [X]; free({lam, X, B}) -> [Y || Y <- free(B), Y =/= X]; free({app, F, A}) -> lists:usort(free(F) ++ free(A)).
