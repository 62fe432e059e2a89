%% Type inference for a small functional language by unification, with let polymorphism.
-module(type_inference).
-export([main/0]).
-include("../lang.hrl").

infer(E) -> put(next, 0), {T, S} = infer(E, #{}, #{}), name(apply_s(S, T)).
fresh() -> N = get(next), put(next, N + 1), {var, N}.
infer(N, _, S) when is_integer(N) -> {int, S};
infer(B, _, S) when is_boolean(B) -> {bool, S};
infer(X, Env, S) when is_atom(X) -> case Env of #{X := Scheme} -> {instance(Scheme, S), S}; _ -> throw({unbound, X}) end;
infer({lam, X, B}, Env, S) -> A = fresh(), {R, S1} = infer(B, Env#{X => {all, [], A}}, S), {{A, R}, S1};
infer({app, F, X}, Env, S) ->
    {Tf, S1} = infer(F, Env, S), {Tx, S2} = infer(X, Env, S1), R = fresh(),
    {R, unify(Tf, {Tx, R}, S2)};
infer({'let', X, E, B}, Env, S) ->
    {T, S1} = infer(E, Env, S), T1 = apply_s(S1, T),
    Free = vars(T1) -- lists:append([vars(apply_s(S1, A)) || _ := {all, Vs, A} <- Env, Vs =:= []]),
    infer(B, Env#{X => {all, lists:usort(Free), T1}}, S1);
infer({'if', C, A, B}, Env, S) ->
    {Tc, S1} = infer(C, Env, S), {Ta, S2} = infer(A, Env, unify(Tc, bool, S1)), {Tb, S3} = infer(B, Env, S2),
    {Ta, unify(Ta, Tb, S3)};
infer({list, Es}, Env, S) -> A = fresh(), {{list, A}, lists:foldl(fun(E, Acc) -> {T, S1} = infer(E, Env, Acc), unify(A, T, S1) end, S, Es)}.
instance({all, Vs, T}, S) -> M = maps:from_list([{V, fresh()} || V <- Vs]), subst(M, apply_s(S, T)).
subst(M, {var, N}) -> maps:get(N, M, {var, N});
subst(M, {list, T}) -> {list, subst(M, T)};
subst(M, {A, B}) -> {subst(M, A), subst(M, B)};
subst(_, T) -> T.
apply_s(S, {var, N}) -> case S of #{N := T} -> apply_s(S, T); _ -> {var, N} end;
apply_s(S, {list, T}) -> {list, apply_s(S, T)};
apply_s(S, {A, B}) -> {apply_s(S, A), apply_s(S, B)};
apply_s(_, T) -> T.
vars({var, N}) -> [N];
vars({list, T}) -> vars(T);
vars({A, B}) -> vars(A) ++ vars(B);
vars(_) -> [].
unify(A, B, S) -> unify1(apply_s(S, A), apply_s(S, B), S).
unify1(T, T, S) -> S;
unify1({var, N}, T, S) -> case lists:member(N, vars(T)) of true -> throw(infinite_type); false -> S#{N => T} end;
unify1(T, {var, N}, S) -> unify1({var, N}, T, S);
unify1({list, A}, {list, B}, S) -> unify(A, B, S);
unify1({A, B}, {C, D}, S) when A =/= list, C =/= list -> unify(B, D, unify(A, C, S));
unify1(A, B, _) -> throw({mismatch, name(A), name(B)}).
name(T) -> Vs = lists:uniq(vars(T)), text(T, maps:from_list(lists:zip(Vs, lists:seq($a, $a + length(Vs) - 1)))).
text({var, N}, M) -> [maps:get(N, M)];
text({list, T}, M) -> "[" ++ text(T, M) ++ "]";
text({{_, _} = A, B}, M) when element(1, A) =/= var, element(1, A) =/= list -> "(" ++ text(A, M) ++ ") -> " ++ text(B, M);
text({A, B}, M) -> text(A, M) ++ " -> " ++ text(B, M);
text(T, _) -> atom_to_list(T).
main() ->
    I = {lam, x, x}, K = {lam, x, {lam, y, x}}, S = {lam, f, {lam, g, {lam, x, {app, {app, f, x}, {app, g, x}}}}},
    [io:format("~s~n", [try infer(E) catch throw:W -> io_lib:format("! ~p", [W]) end]) || E <- [I, K, S, {app, I, 1}, {app, {app, S, K}, K}, {'let', id, I, {'if', {app, id, true}, {app, id, 1}, 2}},
        {lam, f, {lam, g, {lam, x, {app, f, {app, g, x}}}}}, {list, [1, 2]}, {list, []}, {list, [I]}, {app, 1, 2}, {lam, x, {app, x, x}}, {'if', 1, 2, 3}, {list, [1, true]}, {lam, x, nope}, {lam, x, {list, [x, 1]}}]],
    ok.
