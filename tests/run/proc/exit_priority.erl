%% Exit signals sent as priority ones overtake messages that wait.
-module(exit_priority).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Self = self(),
    A = alias([priority]),
    H = host(),
    run(H, fun() -> Self ! 1, Self ! 2, exit(A, urgent, [priority]) end),
    p([strip(X) || X <- all()]),
    run(H, fun() -> Self ! 1, exit(A, plain, []) end),
    p([strip(X) || X <- all()]),
    run(H, fun() -> Self ! 1, exit(Self, no_alias, [priority]) end),
    p([strip(X) || X <- all()]),
    p(t(fun() -> exit(Self, x, [nosuch]) end)),
    p(t(fun() -> exit(Self, x, y) end)),
    p(t(fun() -> exit(name, x, []) end)),
    %% links and monitors that are told with priority
    G = host(),
    p(link(G, [priority])),
    self() ! before,
    G ! {quit, by_link},
    died_elsewhere(G),
    p([strip(X) || X <- all()]),
    K = host(),
    M = monitor(process, K, [priority]),
    self() ! before,
    K ! {quit, by_monitor},
    died_elsewhere(K),
    p([strip(X) || X <- all(), X =/= M]).

%% Waits for the end without a receive of one's own that would take the message.
died_elsewhere(P) -> until(fun() -> process_info(self(), message_queue_len) =:= {message_queue_len, 2} end), is_process_alive(P).
strip({'EXIT', _, R}) -> {exit, R};
strip({'DOWN', _, _, _, R}) -> {down, R};
strip(X) -> X.
