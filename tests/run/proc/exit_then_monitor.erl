%% A link or monitor that comes after the exit signal that ends a process finds nobody.
-module(exit_then_monitor).
-export([main/0]).

main() ->
    io:format("killed ~p~n", [outcomes(fun(P) -> exit(P, kill) end)]),
    io:format("ended ~p~n", [outcomes(fun(P) -> exit(P, shutdown) end)]),
    process_flag(trap_exit, true),
    io:format("linked ~p~n", [lists:usort([linked() || _ <- lists:seq(1, 2000)])]).

outcomes(End) -> lists:usort([outcome(End) || _ <- lists:seq(1, 2000)]).

outcome(End) ->
    P = waiting(),
    End(P),
    M = monitor(process, P),
    receive {'DOWN', M, process, P, Why} -> Why end.

linked() ->
    P = waiting(),
    exit(P, kill),
    link(P),
    receive {'EXIT', P, Why} -> Why end.

waiting() -> spawn(fun() -> receive after infinity -> ok end end).
