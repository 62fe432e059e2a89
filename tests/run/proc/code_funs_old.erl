%% Funs of an old version work until it is purged; then they are badfun, while exports go to the new one.
-module(code_funs_old).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    load(cf_mod, [export("f/1, e/0, x/1"), "f(N) -> fun(X) -> {one, N, X} end.", "e() -> fun cf_mod:x/1.", "x(V) -> {x1, V}."]),
    F = cf_mod_call(f, [7]), E = cf_mod_call(e, []),
    p({F(a), E(b)}),
    load(cf_mod, [export("f/1, e/0, x/1"), "f(N) -> fun(X) -> {two, N, X} end.", "e() -> fun cf_mod:x/1.", "x(V) -> {x2, V}."]),
    p({F(a), E(b), (cf_mod_call(f, [8]))(c)}),
    p(erlang:check_process_code(self(), cf_mod)),
    H = host(),
    run(H, fun() -> put(f, cf_mod_call(f, [9])) end),
    p({erlang:check_process_code(H, cf_mod)}),
    p({is_function(F, 1), erlang:fun_info(F, module), E =:= fun cf_mod:x/1}),
    %% nobody but this process holds it, and it is the one that purges
    p(ends(fun() -> G = F, receive after 0 -> ok end, exit(G(in_copy)) end)),
    p(kill(H, kill)),
    p(E(last)),
    unload(cf_mod).

cf_mod_call(N, A) -> apply(cf_mod, N, A).
