%% Hibernation ends by any message, also one that does not match, a timer, a trapped exit; signals that are no messages leave it asleep; stack and catches are gone.
-module(hib_wake_everything).
-export([main/0, woken/2, again/2]).
-include("proc.hrl").

main() ->
    p([wake(W) || W <- [message, timer, name, alias, exit, already, two]]),
    %% signals handled in the sleep
    P = spawn(fun() -> put(k, v), erlang:hibernate(?MODULE, woken, [self(), x]) end), waits(P),
    p({process_info(P, current_function), process_info(P, dictionary), process_info(P, message_queue_len)}),
    link(P), M = monitor(process, P), unlink(P), exit(P, normal), garbage_collect(P), p(is_process_alive(P)),
    p(process_info(P, current_function)), p(process_info(P, catchlevel)),
    exit(P, asleep), p(down(P, M)),
    %% a catch around hibernate does not hold, nor does after
    p(ends(fun() -> self() ! go, try erlang:hibernate(erlang, error, [uncaught]) catch _:_ -> exit(caught) after put(done, 1) end end)),
    p(ends(fun() -> self() ! go, erlang:hibernate(?MODULE, no_such_function, []) end)),
    p([t(fun() -> erlang:hibernate(A, B, C) end) || {A, B, C} <- [{1, f, []}, {?MODULE, "f", []}, {?MODULE, woken, [a | b]}, {?MODULE, woken, x}]]),
    %% hibernate/0 goes on where it was, with its variables
    p(ends(fun() -> X = lists:seq(1, 10), self() ! m, erlang:hibernate(), exit({lists:sum(X), all()}) end)),
    p(ends(fun() -> self() ! m, R = try erlang:hibernate(), throw(thrown) catch throw:T -> T end, exit(R) end)),
    %% many sleeps in a row
    Q = spawn(fun() -> again(0, []) end),
    [begin waits(Q), Q ! {n, N} end || N <- lists:seq(1, 20)], Q ! {get, self()}, p(receive {sum, S} -> S end),
    %% large heap before, small after
    B = spawn(fun() -> L = lists:seq(1, 20000), put(keep, length(L)), erlang:hibernate(?MODULE, woken, [self(), x]) end), waits(B),
    p({element(2, process_info(B, total_heap_size)) < 200, process_info(B, dictionary)}), exit(B, kill).

wake(W) ->
    Self = self(),
    P = spawn(fun() ->
        W =:= exit andalso process_flag(trap_exit, true),
        W =:= name andalso register(hib_name, self()),
        W =:= already andalso (self() ! {hello, already}),
        W =:= timer andalso erlang:send_after(2, self(), {hello, timer}),
        W =:= alias andalso (Self ! {alias, alias()}),
        erlang:hibernate(?MODULE, woken, [Self, W])
    end),
    W =:= alias andalso receive {alias, A} -> waits(P), A ! {hello, alias} end,
    lists:member(W, [already, timer, alias]) orelse waits(P),
    case W of message -> P ! {hello, message}; name -> hib_name ! {hello, name}; exit -> exit(P, because); two -> P ! noise, P ! {hello, two}; _ -> ok end,
    receive {woken, P, V} -> V end.

woken(To, W) -> receive {hello, W} -> To ! {woken, self(), {W, length(all())}}; {'EXIT', _, R} -> To ! {woken, self(), {exit, R}} end.
again(S, _) -> receive {n, N} -> erlang:hibernate(?MODULE, again, [S + N, []]); {get, P} -> P ! {sum, S} end.
