%% kill is seen as killed by others, and killed is an ordinary reason on its way further.
-module(exit_kill_chain).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    %% A linked to B linked to C, none traps: kill of A arrives as killed everywhere.
    C = host(), B = host(), A = host(),
    run(A, fun() -> link(B) end), run(B, fun() -> link(C) end),
    Ms = [{P, monitor(process, P)} || P <- [A, B, C]],
    exit(A, kill),
    p([down(P, M) || {P, M} <- Ms]),
    %% A process that traps gets killed as a message when its partner was killed.
    D = spawn_link(fun() -> receive never -> ok end end),
    exit(D, kill), p(exited(D)),
    %% A partner that ends itself with kill gives kill, which the trapping one gets and the other dies of as killed?
    E = spawn_link(fun() -> exit(kill) end), p(exited(E)),
    p(ends(fun() -> link_and_wait(kill) end)),
    p(ends(fun() -> link_and_wait(killed) end)),
    %% kill cannot be trapped when it comes by exit/2
    F = host(), run(F, fun() -> process_flag(trap_exit, true) end),
    p(kill(F, kill)).

link_and_wait(R) ->
    spawn_link(fun() -> exit(R) end),
    receive never -> ok end.
