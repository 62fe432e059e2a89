%% Who is in old code: by the call stack, by a continuation, by a fun in dictionary, mailbox, heap; who is only linked to such a one. soft_purge and purge of each.
-module(code_purge_kills).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p([{K, try_one(K)} || K <- [loop, stack, tail_away, fun_in_dictionary, fun_in_mailbox, fun_on_heap, external_fun, literal, atom_only]]),
    %% purge kills; those tied to the killed are told
    {P, _} = start(loop), process_flag(trap_exit, true), link(P), M = monitor(process, P),
    load(cpk_mod, source(2)), p(code:purge(cpk_mod)), p({down(P, M), exited(P)}),
    %% a trapping process in old code is killed as well
    {P2, _} = start(trapping), M2 = monitor(process, P2), load(cpk_mod, source(2)), p({code:soft_purge(cpk_mod), is_process_alive(P2), code:purge(cpk_mod), down(P2, M2)}),
    %% deleted: calls fail, old code still runs
    load(cpk_mod, source(1)), p(code:delete(cpk_mod)), code:purge(cpk_mod), {P3, Ask} = start(loop), code:purge(cpk_mod),
    p({code:delete(cpk_mod), t(fun() -> apply(cpk_mod, v, []) end), Ask(), code:is_loaded(cpk_mod), erlang:check_old_code(cpk_mod)}),
    p({code:delete(cpk_mod), erlang:check_process_code(P3, cpk_mod)}),
    M3 = monitor(process, P3), p({code:purge(cpk_mod), down(P3, M3), erlang:check_old_code(cpk_mod)}),
    p({code:purge(cpk_mod), code:soft_purge(cpk_mod), code:delete(no_such_module_here), code:purge(no_such_module_here), code:soft_purge(no_such_module_here)}),
    p([t(fun() -> F("cpk_mod") end) || F <- [fun code:purge/1, fun erlang:check_old_code/1, fun erlang:delete_module/1]]).

source(V) ->
    ["-export([v/0, loop/0, stack/0, trapping/0, make/0, lit/0, away/1]).", "v() -> " ++ integer_to_list(V) ++ ".",
     "loop() -> receive {v, F} -> F ! {v, v()}, loop(); stop -> ok end.", "stack() -> {code_purge_kills_wait(), v()}.", "trapping() -> process_flag(trap_exit, true), loop().",
     "make() -> X = v(), fun() -> X + v() end.", "lit() -> {literal, [\"of\", <<\"the\">>, #{module => 1}]}.", "away(F) -> F().",
     "code_purge_kills_wait() -> receive {v, F} -> F ! {v, v()}, code_purge_kills_wait(); stop -> ok end."].

start(K) ->
    load(cpk_mod, source(1)),
    Self = self(),
    Go = fun() -> receive {v, F} -> F ! {v, me}; {get, F} -> F ! got, receive stop -> ok end end end,
    P = spawn(fun() -> Self ! {self(), ready}, case K of
        loop -> apply(cpk_mod, loop, []);
        stack -> apply(cpk_mod, stack, []);
        trapping -> apply(cpk_mod, trapping, []);
        tail_away -> apply(cpk_mod, away, [Go]);
        fun_in_dictionary -> put(f, apply(cpk_mod, make, [])), Go();
        fun_in_mailbox -> self() ! apply(cpk_mod, make, []), Go();
        fun_on_heap -> F = apply(cpk_mod, make, []), Go(), F();
        external_fun -> F = fun cpk_mod:v/0, Go(), F();
        literal -> L = apply(cpk_mod, lit, []), Go(), put(l, L);
        atom_only -> put(m, cpk_mod), Go()
    end end),
    receive {P, ready} -> ok end, waits(P),
    {P, fun() -> P ! {v, self()}, receive {v, X} -> X end end}.

try_one(K) ->
    {P, _} = start(K),
    load(cpk_mod, source(2)),
    Held = erlang:check_process_code(P, cpk_mod),
    Soft = code:soft_purge(cpk_mod),
    Killed = code:purge(cpk_mod),
    Alive = is_process_alive(P), exit(P, kill),
    unload(cpk_mod),
    {{held, Held}, {soft, Soft}, {killed, Killed}, {alive, Alive}}.
