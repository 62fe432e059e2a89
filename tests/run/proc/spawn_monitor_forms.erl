%% All forms of spawn_monitor, and the order of the message and the end of the process.
-module(spawn_monitor_forms).
-export([main/0]).
-export([die/1]).
-include("proc.hrl").

main() ->
    {P1, M1} = spawn_monitor(fun() -> exit(a) end), p(down(P1, M1)),
    {P2, M2} = spawn_monitor(?MODULE, die, [b]), p(down(P2, M2)),
    {P3, M3} = spawn_monitor(node(), fun() -> exit(c) end), p(down(P3, M3)),
    {P4, M4} = spawn_monitor(node(), ?MODULE, die, [d]), p(down(P4, M4)),
    P5 = spawn(node(), ?MODULE, die, [e]), p(is_pid(P5)),
    process_flag(trap_exit, true),
    P6 = spawn_link(node(), ?MODULE, die, [f]), p(exited(P6)),
    P7 = spawn_link(node(), fun() -> exit(g) end), p(exited(P7)),
    {P8, M8} = spawn_opt(node(), ?MODULE, die, [h], [monitor, link]),
    p({down(P8, M8), exited(P8)}),
    {P9, M9} = spawn_opt(node(), fun() -> exit(i) end, [monitor]), p(down(P9, M9)),
    %% What a process sent before it ended is there before the message about its end.
    Self = self(),
    {P10, M10} = spawn_monitor(fun() -> [Self ! I || I <- [1, 2, 3]] end),
    receive {'DOWN', M10, process, P10, _} = D -> self() ! D end,
    p([element(1, {X}) || X <- all(), is_integer(X)]),
    p(t(fun() -> spawn_monitor(?MODULE, die, notalist) end)),
    p(t(fun() -> spawn_monitor(a) end)),
    p(t(fun() -> spawn(12, fun() -> ok end) end)).

die(R) -> exit(R).
