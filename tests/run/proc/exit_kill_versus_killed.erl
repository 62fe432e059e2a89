%% `kill` as a signal, as a reason, through links; `killed` is an ordinary reason.
-module(exit_kill_versus_killed).
-export([main/0]).
-include("proc.hrl").

main() ->
    %% chain: killed at one end arrives as `killed` and can be trapped
    p(chain(fun(P) -> exit(P, kill) end)),
    p(chain(fun(P) -> exit(P, killed) end)),
    p(chain(fun(P) -> P ! {do, fun() -> exit(kill) end} end)),
    p(chain(fun(P) -> P ! {do, fun() -> exit(normal) end} end)),
    p(chain(fun(P) -> P ! {do, fun() -> erlang:raise(exit, kill, []) end} end)),
    p(chain(fun(P) -> exit(P, {kill}) end)),
    %% kill of a trapping process cannot be trapped, nor by one that is in a catch or in after
    p([ends(fun() -> process_flag(trap_exit, true), exit(self(), kill), receive X -> exit({got, X}) after 1000 -> late end end),
       ends(fun() -> try exit(self(), kill), receive never -> ok end catch C:R -> exit({caught, C, R}) after put(a, 1) end end)]),
    %% a trapping process linked to one that exits with `kill`
    process_flag(trap_exit, true),
    P1 = spawn_link(fun() -> exit(kill) end), p(exited(P1)),
    P2 = spawn_link(fun() -> exit(self(), kill), receive never -> ok end end), p(exited(P2)),
    P3 = spawn_link(fun() -> receive never -> ok end end), exit(P3, killed), p(exited(P3)),
    %% kill twice, kill then other, other then kill
    [begin
        P = spawn_link(fun() -> receive never -> ok end end),
        [exit(P, R) || R <- Rs],
        p({Rs, exited(P)})
     end || Rs <- [[kill, kill], [kill, other], [other, kill], [normal, kill], [normal, normal, killed, kill]]],
    %% to a trapping one that never reads: alive after the first, dead by the kill
    H = host(), run(H, fun() -> process_flag(trap_exit, true) end),
    exit(H, a), exit(H, b), p(run(H, fun() -> [R || {'EXIT', _, R} <- all()] end)),
    p(kill(H, kill)),
    p([exit(H, kill), exit(H, normal), exit(H, x)]),
    p(all()).

%% A chain of three links; the last one traps and says what it is told.
chain(F) ->
    Self = self(),
    {C, M} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        Me = self(),
        B = spawn_link(fun() ->
            A = spawn_link(fun() -> receive {do, G} -> G() end end),
            Me ! {a, A}, receive never -> ok end
        end),
        receive {a, A} -> ok end,
        MA = monitor(process, A), F(A), RA = down(A, MA),
        RB = receive {'EXIT', B, R} -> R after 0 -> case RA of normal -> exit(B, finish), {still_there, exited(B)}; _ -> exited(B) end end,
        Self ! {self(), RA, RB}
    end),
    receive {C, RA, RB} -> down(C, M), {RA, RB} end.
