%% Deleting a module: calls fail, processes in it live on until it is purged.
-module(code_delete_purge).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    V = [export("v/0, loop/0"), "v() -> here.", "loop() -> receive {v, F} -> F ! v(), loop(); leave -> left end."],
    load(cd_mod, V),
    P = spawn(fun() -> X = apply(cd_mod, loop, []), exit({returned, X}) end),
    M = monitor(process, P),
    P ! {v, self()}, p(receive here -> ok end),
    p({code:delete(cd_mod), code:is_loaded(cd_mod), erlang:module_loaded(cd_mod), erlang:check_old_code(cd_mod)}),
    p(t(fun() -> apply(cd_mod, v, []) end)),
    P ! {v, self()}, p(receive here -> still end),
    p(code:delete(cd_mod)),
    p({code:soft_purge(cd_mod), erlang:check_old_code(cd_mod)}),
    P ! leave,
    p(down(P, M)),
    p({code:soft_purge(cd_mod), erlang:check_old_code(cd_mod)}),
    %% purge ends them
    load(cd_mod, V),
    Q = spawn(fun() -> X = apply(cd_mod, loop, []), exit({returned, X}) end), MQ = monitor(process, Q),
    Q ! {v, self()}, receive here -> ok end,
    code:delete(cd_mod),
    p({code:purge(cd_mod), down(Q, MQ)}),
    p([code:delete(nosuch_module_ever), code:purge(nosuch_module_ever), code:soft_purge(nosuch_module_ever)]),
    p(t(fun() -> erlang:purge_module(nosuch_module_ever) end)),
    p(t(fun() -> erlang:delete_module(nosuch_module_ever) end)).
