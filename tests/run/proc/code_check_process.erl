%% check_process_code in its forms: old code in frames, funs, and messages; asynchronous answers.
-module(code_check_process).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Src = fun(V) -> [export("loop/0, f/0"), io_lib:format("loop() -> receive {do, F} -> F(), loop(); stop -> ~p end.", [V]), io_lib:format("f() -> fun(X) -> {~p, X} end.", [V])] end,
    load(cp_mod, Src(1)),
    P = spawn(fun() -> exit(apply(cp_mod, loop, [])) end),
    H = host(), run(H, fun() -> put(f, apply(cp_mod, f, [])) end),
    G = host(),
    p([erlang:check_process_code(X, cp_mod) || X <- [P, H, G, self()]]),
    load(cp_mod, Src(2)),
    p([erlang:check_process_code(X, cp_mod) || X <- [P, G, self()]]),
    p(erlang:check_process_code(P, cp_mod, [{async, tag}])),
    p(receive {check_process_code, tag, R} -> R end),
    p(erlang:check_process_code(G, cp_mod, [{async, {t, 2}}, {allow_gc, true}])),
    p(receive {check_process_code, {t, 2}, R2} -> R2 end),
    p(erlang:check_process_code(P, nosuch_module_ever)),
    M = monitor(process, P), P ! stop, p(down(P, M)),
    p(erlang:check_process_code(P, cp_mod)),
    [p(t(fun() -> erlang:check_process_code(A, B) end)) || {A, B} <- [{x, cp_mod}, {self(), "m"}]],
    [p(t(fun() -> erlang:check_process_code(self(), cp_mod, O) end)) || O <- [x, [x], [{allow_gc, 1}], [{async, a} | b]]],
    [kill(X, kill) || X <- [H, G]],
    unload(cp_mod).
