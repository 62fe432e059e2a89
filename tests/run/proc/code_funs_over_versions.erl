%% Funs made in one version and called in others: local ones keep their code, external ones follow; equality, info, and what is raised once the code is gone.
-module(code_funs_over_versions).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    load(cfv_mod, v(1)),
    [L1, E1, C1, N1] = apply(cfv_mod, funs, [10]),
    p([L1(), E1(), C1(5), N1(3)]),
    load(cfv_mod, v(2)),
    [L2, E2, C2, N2] = apply(cfv_mod, funs, [10]),
    p([L1(), E1(), C1(5), N1(3)]), p([L2(), E2(), C2(5), N2(3)]),
    p([L1 =:= L2, E1 =:= E2, C1 =:= C2, N1 =:= N2]),
    p([{erlang:fun_info(F, K)} || F <- [L1, E1, C1, N1], K <- [module, arity, type, env]]),
    p([erlang:fun_info(L1, new_uniq) =:= erlang:fun_info(L2, new_uniq), erlang:fun_info(L1, name)]),
    p([is_function(F, 0) || F <- [L1, E1, C1]]),
    %% the same text loaded again gives the same funs
    load_after_purge(v(2)),
    [L3, E3, C3, N3] = apply(cfv_mod, funs, [10]),
    p([L2 =:= L3, E2 =:= E3, C2 =:= C3, N2 =:= N3]), p([L2(), C2(5)]),
    %% code gone: local funs cannot be called, external ones cannot find
    p({code:purge(cfv_mod), code:delete(cfv_mod), code:soft_purge(cfv_mod)}),
    p([E3 =:= fun cfv_mod:v/0, t(E3)]),
    load(cfv_mod, v(3)), p(t(E1)),
    unload(cfv_mod),
    %% a process that only holds an external fun lives through all of it
    H = host(), run(H, fun() -> put(f, E1) end), load(cfv_mod, v(4)), p(run(H, fun() -> (get(f))() end)), load(cfv_mod, v(5)), p(run(H, fun() -> (get(f))() end)),
    p({code:soft_purge(cfv_mod), run(H, fun() -> (get(f))() end)}),
    unload(cfv_mod).

v(N) -> ["-export([v/0, funs/1]).", "v() -> " ++ integer_to_list(N) ++ ".",
    "funs(X) -> [fun v/0, fun cfv_mod:v/0, fun(Y) -> {v(), X, Y} end, fun F(0) -> v(); F(K) -> [X | F(K - 1)] end]."].

%% Purging kills who holds funs of the old code, so another process holds none and does the work.
load_after_purge(Texts) ->
    p(code:soft_purge(cfv_mod)),
    p(element(1, load_again(Texts))).
load_again(Texts) ->
    case t(fun() -> load(cfv_mod, Texts) end) of
        {error, _} = E -> E;
        Other -> Other
    end.
