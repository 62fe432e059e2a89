%% suspend_process and resume_process: counted, by several, with options, while running, waiting, dying; messages and signals meanwhile.
-module(suspend_and_resume).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(), p(erlang:suspend_process(H)), p(process_info(H, status)), H ! {run, self(), x, fun() -> ran end}, p(receive {x, V} -> V after 5 -> suspended end), p(process_info(H, message_queue_len)), p(erlang:resume_process(H)), p(receive {x, V2} -> V2 end),
    [erlang:suspend_process(H) || _ <- [1, 2, 3]], p(element(2, process_info(self(), suspending)) =:= [{H, 3, 0}] orelse length(element(2, process_info(self(), suspending)))), [erlang:resume_process(H) || _ <- [1, 2]], p(process_info(H, status)), erlang:resume_process(H), p(run(H, fun() -> ok end)), p(t(fun() -> erlang:resume_process(H) end)),
    p([erlang:suspend_process(H, O) || O <- [[], [unless_suspending], [unless_suspending]]]), erlang:resume_process(H), p(run(H, fun() -> again end)), p(t(fun() -> erlang:suspend_process(H, [x]) end)), p([t(fun() -> erlang:suspend_process(X) end) || X <- [self(), a, 1]]), p([t(fun() -> erlang:resume_process(X) end) || X <- [self(), a]]),
    D = spawn(fun() -> ok end), died(D), p([t(fun() -> erlang:suspend_process(D) end), t(fun() -> erlang:resume_process(D) end)]),
    %% two suspenders: both must let go; the death of one lets go for it
    G = host(), erlang:suspend_process(H), run(G, fun() -> erlang:suspend_process(H) end), erlang:resume_process(H), p(process_info(H, status)), quit(G, bye), until(fun() -> process_info(H, status) =/= {status, suspended} end), p(run(H, fun() -> free end)),
    %% a suspended process can be killed, is linked, monitored, and trapped exits wait
    S = host(), run(S, fun() -> process_flag(trap_exit, true) end), erlang:suspend_process(S), link(S), unlink(S), exit(S, trapped), M = monitor(process, S), erlang:resume_process(S), p(run(S, fun() -> [R || {'EXIT', _, R} <- all()] end)), erlang:suspend_process(S), exit(S, kill), p(down(S, M)),
    %% one that spins is stopped and goes on where it was
    C = counters:new(1, []), L = spawn(fun() -> spin(C) end), until(fun() -> counters:get(C, 1) > 10 end), erlang:suspend_process(L), N1 = counters:get(C, 1), erlang:yield(), N2 = counters:get(C, 1), p(N1 =:= N2), erlang:resume_process(L), until(fun() -> counters:get(C, 1) > N2 end), p(kill(L, enough)).

spin(C) -> counters:add(C, 1, 1), spin(C).
