%% A process that waits in a receive and is woken by each kind of signal goes on waiting where it was.
-module(recv_wake).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    P = spawn(fun() -> process_flag(trap_exit, true), Self ! ready, receive {go, X} -> Self ! {went, X} end, receive stop -> ok end end),
    receive ready -> ok end, waits(P),
    process_info(P, status), garbage_collect(P), link(P), unlink(P),
    M = monitor(process, P), demonitor(M), exit(P, trapped), P ! other, erlang:suspend_process(P), erlang:resume_process(P),
    group_leader(group_leader(), P), is_process_alive(P), process_info(P, messages),
    waits(P),
    p(process_info(P, message_queue_len)),
    P ! {go, now},
    receive {went, W} -> p(W) end,
    waits(P),
    p([case X of {'EXIT', _, R} -> R; _ -> X end || X <- element(2, process_info(P, messages))]),
    MP = monitor(process, P), P ! stop, p(down(P, MP)),
    %% sent twice at once while it falls asleep, many times
    Q = spawn(fun() -> ping(0) end),
    [begin Q ! {a, Self}, Q ! {b, Self}, receive {b, _} -> ok end, receive {a, _} -> ok end end || _ <- lists:seq(1, 300)],
    Q ! {count, Self}, receive {count, N} -> p(N) end.

ping(N) -> receive {count, F} -> F ! {count, N}; {K, F} -> F ! {K, N}, ping(N + 1) end.
