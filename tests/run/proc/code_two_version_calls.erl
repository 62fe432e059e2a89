%% Which version runs: local, qualified, through funs, apply, spawn, timers, hibernate and receive loops, all in one process that lived through three versions.
-module(code_two_version_calls).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    load(ctv_mod, src(1)),
    P = spawn(fun() -> apply(ctv_mod, loop, [start]) end),
    Asks = [local, qualified, ?MODULE, fun_local, fun_external, apply, spawn_local, spawn_mfa, in_comprehension, higher, state],
    p({1, [{A, ask(P, A)} || A <- Asks]}),
    load(ctv_mod, src(2)),
    p({2, [{A, ask(P, A)} || A <- Asks]}),
    p({erlang:check_process_code(P, ctv_mod), code:soft_purge(ctv_mod)}),
    P ! {switch, qualified}, p({switched, [{A, ask(P, A)} || A <- [local, qualified, state]], code:soft_purge(ctv_mod)}),
    load(ctv_mod, src(3)),
    P ! {switch, local}, p({kept, ask(P, local), ask(P, qualified)}),
    P ! {switch, sleep}, p({slept, ask(P, local), ask(P, state), code:soft_purge(ctv_mod)}),
    %% a call chain that began in version 3 returns into it when 4 is there
    load(ctv_mod, src(4)), P ! {nested, self()}, receive {inside, V} -> p({inside, V}) end,
    p(erlang:check_process_code(P, ctv_mod)), P ! return, receive {outside, W} -> p({outside, W}) end,
    P ! {switch, qualified}, p({ask(P, local), code:purge(ctv_mod), is_process_alive(P)}),
    M = monitor(process, P), P ! {switch, gone}, p(down(P, M)), unload(ctv_mod).

ask(P, What) -> P ! {What, self()}, receive {answer, A} -> A after 2000 -> no_answer end.

src(V) ->
    N = integer_to_list(V),
    ["-export([v/0, loop/1, woken/1]).", "v() -> " ++ N ++ ".", "woken(S) -> loop({woken, " ++ N ++ ", S}).", "id(F) -> F().",
     "loop(S) -> receive {switch, qualified} -> ctv_mod:loop({" ++ N ++ ", S}); {switch, local} -> loop(S); {switch, sleep} -> self() ! hello, erlang:hibernate(ctv_mod, woken, [S]); {switch, gone} -> exit({left, v()}); hello -> loop(S); "
     "{nested, F} -> R = wait(F), F ! {outside, {R, v(), ctv_mod:v()}}, loop(S); "
     "{What, F} -> F ! {answer, answer(What, S)}, loop(S) end.",
     "wait(F) -> F ! {inside, v()}, receive return -> v() end.",
     "answer(local, _) -> v(); answer(qualified, _) -> ctv_mod:v(); answer(fun_local, _) -> F = fun v/0, F(); answer(fun_external, _) -> F = fun ctv_mod:v/0, F(); answer(apply, _) -> {apply(ctv_mod, v, []), apply(fun v/0, [])}; "
     "answer(spawn_local, _) -> S = self(), spawn(fun() -> S ! {r, v()} end), receive {r, X} -> X end; answer(spawn_mfa, _) -> {P, M} = spawn_monitor(ctv_mod, v, []), receive {'DOWN', M, _, P, R} -> R end; "
     "answer(in_comprehension, _) -> [{v(), ctv_mod:v()} || _ <- [1]]; answer(higher, _) -> {id(fun() -> v() end), id(fun ctv_mod:v/0), lists:map(fun(_) -> v() end, [1])}; answer(state, S) -> S; answer(M, _) when is_atom(M) -> {version, v(), of_caller, M}."].
