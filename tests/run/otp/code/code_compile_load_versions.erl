%% A module changed again and again while a process runs in it, until the old code is purged from under it.
-module(code_compile_load_versions).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    M = ccl_mod, Src = fun(V) -> [{attribute, 1, module, M}, {attribute, 1, export, [{loop, 0}, {v, 0}]}, parse("v() -> " ++ integer_to_list(V) ++ "."), parse("loop() -> receive {v, P} -> P ! {v, v()}, loop(); {new, P} -> P ! ok, ccl_mod:loop(); stop -> ok end.")] end, Load = fun(V) -> {ok, M, B} = compile:forms(Src(V), []), code:load_binary(M, "ccl_mod.erl", B) end, Ask = fun(P, X) -> P ! {X, self()}, receive {v, V} -> V; ok -> ok after 1000 -> none end end,
    show("load 1", Load(1)), P = spawn(fun() -> M:loop() end), show("runs 1", Ask(P, v)), show("load 2", Load(2)), show("still 1", {Ask(P, v), M:v(), erlang:check_process_code(P, M)}), show("moves", {Ask(P, new), Ask(P, v), erlang:check_process_code(P, M)}), show("soft", code:soft_purge(M)), show("load 3", Load(3)), show("in old", {Ask(P, v), code:soft_purge(M), is_process_alive(P)}), Mon = monitor(process, P), show("purge", code:purge(M)), show("killed", receive {'DOWN', Mon, _, _, R} -> R after 1000 -> alive end), show("current", {M:v(), code:is_loaded(M), erlang:check_old_code(M)}), show("delete", [code:delete(M), erlang:function_exported(M, v, 0), code:purge(M)]), ok.
parse(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, F} = erl_parse:parse_form(Ts), F.
