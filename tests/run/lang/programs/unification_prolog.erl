%% A tiny logic language: terms, unification, backtracking by lists of solutions, facts and rules.
-module(unification_prolog).
-export([main/0]).
-record(v, {n}).
-include("../lang.hrl").

walk(#v{n = N} = V, S) -> case S of #{N := T} -> walk(T, S); _ -> V end;
walk(T, _) -> T.
unify(A, B, S) -> u(walk(A, S), walk(B, S), S).
u(T, T, S) -> {ok, S};
u(#v{n = N}, T, S) -> {ok, S#{N => T}};
u(T, #v{n = N}, S) -> {ok, S#{N => T}};
u([A | As], [B | Bs], S) -> maybe {ok, S1} ?= unify(A, B, S), unify(As, Bs, S1) end;
u({F, As}, {F, Bs}, S) when length(As) =:= length(Bs) -> u(As, Bs, S);
u(_, _, _) -> fail.
full(T, S) -> case walk(T, S) of [H | R] -> [full(H, S) | full(R, S)]; {F, As} -> {F, full(As, S)}; X -> X end.
rename(#v{n = N}, I) -> #v{n = {N, I}};
rename([H | T], I) -> [rename(H, I) | rename(T, I)];
rename({F, As}, I) -> {F, rename(As, I)};
rename(T, _) -> T.
solve([], S, _, _) -> [S];
solve(_, _, _, 0) -> [];
solve([{'\\=', [A, B]} | Gs], S, Db, D) -> case unify(A, B, S) of fail -> solve(Gs, S, Db, D); _ -> [] end;
solve([G | Gs], S, Db, D) -> lists:append([case unify(rename(H, D), G, S) of {ok, S1} -> solve(rename(B, D) ++ Gs, S1, Db, D - 1); fail -> [] end || {H, B} <- Db]).
ask(Vars, Goals, Db) -> [[full(#v{n = V}, S) || V <- Vars] || S <- solve(Goals, #{}, Db, 40)].
v(N) -> #v{n = N}.
db() -> [{{parent, [ann, bob]}, []}, {{parent, [ann, cid]}, []}, {{parent, [bob, dan]}, []}, {{parent, [dan, eve]}, []},
    {{anc, [v(x), v(y)]}, [{parent, [v(x), v(y)]}]}, {{anc, [v(x), v(z)]}, [{parent, [v(x), v(y)]}, {anc, [v(y), v(z)]}]},
    {{sib, [v(x), v(y)]}, [{parent, [v(p), v(x)]}, {parent, [v(p), v(y)]}, {'\\=', [v(x), v(y)]}]},
    {{app, [[], v(l), v(l)]}, []}, {{app, [[v(h) | v(t)], v(l), [v(h) | v(r)]]}, [{app, [v(t), v(l), v(r)]}]}].
main() ->
    ?show(ask([q], [{parent, [ann, v(q)]}], db())),
    ?show(ask([q], [{anc, [v(q), eve]}], db())),
    ?show(ask([a, b], [{sib, [v(a), v(b)]}], db())),
    ?show(ask([q], [{app, [[1, 2], [3], v(q)]}], db())),
    ?show(ask([a, b], [{app, [v(a), v(b), [1, 2]]}], db())),
    ?show(ask([], [{parent, [bob, dan]}], db())),
    ?show(ask([], [{parent, [dan, bob]}], db())),
    ?show(unify({f, [v(x), b]}, {f, [a, v(y)]}, #{})),
    ?show(unify({f, [v(x)]}, {g, [a]}, #{})),
    ?show(unify([1 | v(t)], [1, 2, 3], #{})),
    ok.
