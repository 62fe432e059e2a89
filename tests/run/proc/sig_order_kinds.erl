%% Signals of different kinds from one process to one other arrive in the order they were sent: messages, exits, links, unlinks, demonitors, name sends.
-module(sig_order_kinds).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Self = self(),
    %% message, exit signal, message
    P1 = spawn(fun() -> Self ! {self(), 1}, exit(Self, {why, 2}), Self ! {self(), 3}, exit(Self, normal), Self ! {self(), 5} end),
    died(P1),
    p([case X of {P1, N} -> {m, N}; {'EXIT', P1, R} -> {x, R} end || X <- all()]),
    %% through the name, the alias and the pid
    register(sig_main, Self),
    A = alias(),
    P2 = spawn(fun() -> [begin sig_main ! {name, N}, A ! {alias, N}, Self ! {pid, N}, erlang:send({sig_main, node()}, {node, N}) end || N <- [1, 2]] end),
    died(P2),
    p(all()),
    unregister(sig_main), unalias(A),
    %% the exit of a linked process comes after what it sent, and its DOWN as well
    {P3, M3} = spawn_opt(fun() -> Self ! a, link(Self), Self ! b, exit(c) end, [monitor]),
    T = fun(X) -> case X of {'EXIT', P3, R} -> {x, R}; {'DOWN', M3, _, _, R} -> {down, R}; Y -> Y end end,
    L3 = [T(receive X -> X end) || _ <- lists:seq(1, 4)],
    p({lists:sublist(L3, 2), lists:sort(lists:nthtail(2, L3))}),
    %% a killed process's messages sent before are there
    {P4, M4} = spawn_monitor(fun() -> [Self ! N || N <- lists:seq(1, 50)], exit(self(), kill), Self ! never end),
    p(down(P4, M4)), p(lists:sum(all())),
    %% messages before the exit signal are handled by a process that dies of it only if it looked at them
    H = host(),
    p(run(H, fun() -> [self() ! N || N <- [1, 2, 3]], exit(self(), bad) end)),
    p(is_process_alive(H)),
    %% timers set by the same process fire as messages; those already sent come first
    erlang:send_after(40, Self, timer), Self ! direct,
    p([receive X -> X end || _ <- [1, 2]]),
    %% signals of a monitor and an unlink
    P5 = spawn_link(fun() -> receive go -> exit(gone) end end),
    M5 = monitor(process, P5), unlink(P5), P5 ! go,
    p(down(P5, M5)), p(all()),
    %% group leader set before a message is in force when the message is handled
    H6 = host(), G = spawn(fun hosting/0),
    true = group_leader(G, H6),
    p(run(H6, fun() -> group_leader() =:= G end)),
    %% is_process_alive and process_info see what was sent before
    H7 = host(), H7 ! x, H7 ! y,
    p(process_info(H7, messages)), exit(H7, kill), p({is_process_alive(H7), process_info(H7)}).
