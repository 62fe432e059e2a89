%% A hibernating process: exits, links, monitors, info requests, timers and collections reach it.
-module(hib_signals).
-export([main/0]).
-export([loop/1]).
-include("proc.hrl").

main() ->
    P = spawn(fun() -> process_flag(trap_exit, true), erlang:hibernate(?MODULE, loop, [0]) end),
    waits(P),
    p(process_info(P, [trap_exit, message_queue_len, status])),
    p(garbage_collect(P)),
    p(process_info(P, status)),
    exit(P, trapped),
    P ! {count, self()}, receive {n, N} -> p(N) end,
    waits(P),
    erlang:send_after(1, P, {count, self()}), receive {n, N2} -> p(N2) end,
    waits(P),
    L = spawn(fun() -> link(P), exit(linked) end), died(L),
    P ! {count, self()}, receive {n, N3} -> p(N3) end,
    register(hib_name, P), waits(P), hib_name ! {count, self()}, receive {n, N4} -> p(N4) end,
    p(kill(P, kill)),
    %% many asleep, all woken
    Ps = [spawn(fun() -> erlang:hibernate(?MODULE, loop, [I]) end) || I <- lists:seq(1, 50)],
    [waits(X) || X <- Ps],
    [X ! {count, self()} || X <- Ps],
    p(lists:sum([receive {n, C} -> C end || _ <- Ps])),
    p(lists:usort([kill(X, over) || X <- Ps])).

loop(N) ->
    receive
        {'EXIT', _, _} -> erlang:hibernate(?MODULE, loop, [N + 1]);
        {count, To} -> To ! {n, N}, erlang:hibernate(?MODULE, loop, [N])
    end.
