-module(proc_kill_storm).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    Pids = [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 500)],
    Refs = [monitor(process, P) || P <- Pids],
    [exit(P, kill) || P <- Pids],
    Downs = [receive {'DOWN', R, process, _, W} -> W end || R <- Refs],
    Exits = [receive {'EXIT', P, W} -> W end || P <- Pids],
    io:format("~p ~p~n", [lists:usort(Downs), lists:usort(Exits)]),
    io:format("~p ~p~n", [length(Downs), length(Exits)]),
    receive M -> io:format("extra ~p~n", [M]) after 10 -> io:format("none~n") end.
