%% A gen_server over two versions of its callback module, with sys suspend, change_code, resume.
-module(code_gen_server_change).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Src = fun(V, Extra) -> [export("init/1, handle_call/3, handle_cast/2, code_change/3"),
        "init(N) -> {ok, {v1, N}}.",
        io_lib:format("handle_call(get, _, S) -> {reply, {~p, S}, S}.", [V]),
        "handle_cast(_, S) -> {noreply, S}.", Extra] end,
    load(cg_mod, Src(1, "code_change(_, S, _) -> {ok, S}.")),
    {ok, P} = gen_server:start(cg_mod, 5, []),
    p(gen_server:call(P, get)),
    sys:suspend(P),
    load(cg_mod, Src(2, "code_change(crash, _, _) -> error(oops); code_change(bad, S, _) -> {error, S}; code_change(Old, {v1, N}, Extra) -> {ok, {v2, N + 1, Old, Extra}}; code_change({down, V}, {v2, N, _, _}, _) -> {ok, {v3, {N, V}}}.")),
    p(sys:change_code(P, cg_mod, vsn1, [extra])),
    sys:resume(P),
    p({gen_server:call(P, get), erlang:check_process_code(P, cg_mod)}),
    p(code:soft_purge(cg_mod)),
    sys:suspend(P),
    p(sys:change_code(P, cg_mod, {down, 7}, x)),
    p(sys:change_code(P, cg_mod, bad, x)),
    p(case t(fun() -> sys:change_code(P, cg_mod, crash, x) end) of {error, {'EXIT', {R, [_ | _]}}} -> {error, R}; X -> X end),
    p(element(1, t(fun() -> sys:change_code(P, other_mod, vsn, x, 1000) end))),
    sys:resume(P),
    p(gen_server:call(P, get)),
    gen_server:stop(P),
    p(sys_error(P)),
    unload(cg_mod).

sys_error(P) -> try sys:suspend(P) catch exit:{R, _} -> R end.
