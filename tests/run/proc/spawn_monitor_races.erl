%% Monitors and links set while the other dies: exactly one answer each, of one of the reasons allowed; spawn_monitor and spawn_link miss nothing.
-module(spawn_monitor_races).
-export([main/0]).
-include("proc.hrl").

main() ->
    N = 100,
    %% atomic with the spawn: always the real reason
    p(lists:usort([begin {P, M} = spawn_monitor(fun() -> exit(real) end), down(P, M) end || _ <- lists:seq(1, N)])),
    p(lists:usort([begin {P, M} = spawn_opt(fun() -> exit(real) end, [monitor, {priority, high}]), down(P, M) end || _ <- lists:seq(1, N)])),
    process_flag(trap_exit, true),
    p(lists:usort([exited(spawn_link(fun() -> exit(real) end)) || _ <- lists:seq(1, N)])),
    p(lists:usort([begin {P, M} = spawn_opt(fun() -> exit(both) end, [link, monitor]), lists:sort([down(P, M), exited(P)]) end || _ <- lists:seq(1, N)])),
    %% after the spawn: either of two, never none
    p([bad || _ <- lists:seq(1, N), R <- [died(spawn(fun() -> exit(real) end))], R =/= real, R =/= noproc]),
    p([bad || _ <- lists:seq(1, N), P <- [spawn(fun() -> exit(real) end)], R <- [begin link(P), exited(P) end], R =/= real, R =/= noproc]),
    %% several monitors of one that is dying: each fires once
    p([bad || _ <- lists:seq(1, 30), P <- [spawn(fun() -> erlang:yield(), exit(real) end)], Rs <- [[down(P, M) || M <- [monitor(process, P) || _ <- lists:seq(1, 5)]]],
        not lists:all(fun(R) -> R =:= real orelse R =:= noproc end, Rs) orelse lists:dropwhile(fun(R) -> R =:= real end, Rs) =/= [R || R <- Rs, R =:= noproc]]),
    %% demonitor with flush against death: nothing is left
    [begin P = spawn(fun() -> erlang:yield() end), M = monitor(process, P), erlang:yield(), demonitor(M, [flush]) end || _ <- lists:seq(1, N)],
    p(all()),
    %% demonitor's info tells whether DOWN is or will be here
    p([bad || _ <- lists:seq(1, N), {P, M} <- [spawn_monitor(fun() -> ok end)], case demonitor(M, [info]) of true -> false; false -> receive {'DOWN', M, process, P, normal} -> false end end]),
    p(all()),
    %% unlink against death: after unlink and a look no more comes
    [begin P = spawn_link(fun() -> erlang:yield(), exit(late) end), erlang:yield(), unlink(P), receive {'EXIT', P, late} -> ok after 0 -> ok end end || _ <- lists:seq(1, N)],
    p(all()),
    %% two that link to each other at once, one exits: the other is told once
    p(lists:usort([begin
        A = host(), run(A, fun() -> process_flag(trap_exit, true) end),
        B = spawn(fun() -> link(A), exit(once) end),
        A ! {run, self(), x, fun() -> catch link(B), until(fun() -> not is_process_alive(B) end), length([R || {'EXIT', Q, R} <- settle(), Q =:= B, R =:= once]) =< 1 end},
        V = receive {x, X} -> X end, exit(A, kill), V
    end || _ <- lists:seq(1, 20)])).

settle() -> receive {'EXIT', _, _} = X -> [X | settle()] after 1 -> [] end.
