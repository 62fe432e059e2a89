%% The system monitor, figures of run queues, and what modules of natives say of themselves.
-module(system_watch).
-export([main/0]).

p(X) -> io:format("~0p~n", [X]).

t(F) -> try F() catch C:R -> {C, R} end.

main() ->
    modules(),
    queues(),
    options(),
    queue(),
    heap().

modules() ->
    Natives = [erlang, atomics, counters, persistent_term, math, erts_internal, prim_file],
    [p({M, [K || {K, _} <- M:module_info()], M:module_info(module), is_binary(M:module_info(md5)), t(fun() -> M:module_info(foo) end),
        length([x || {module_info, _} <- M:module_info(exports)]), erlang:get_module_info(M, module), erlang:module_loaded(M), code:is_loaded(M) =/= false}) || M <- Natives],
    p([code:which(M) || M <- Natives -- [math]]),
    p([t(fun() -> F(no_such_module) end) || F <- [fun erlang:get_module_info/1, fun(M) -> M:module_info() end, fun code:which/1, fun erlang:module_loaded/1]]),
    p([{M, F, A} || {M, F, A} <- [{erlang, self, 0}, {erlang, '+', 2}, {erlang, module_info, 0}, {erlang, module_info, 1}, {erlang, nothing, 0}, {atomics, new, 2},
        {atomics, module_info, 1}, {counters, get, 2}, {counters, nothing, 2}, {persistent_term, module_info, 0}, {math, sin, 1}, {math, module_info, 2}], erlang:function_exported(M, F, A)]),
    p([lists:member(X, erlang:module_info(exports)) || X <- [{self, 0}, {spawn, 1}, {'+', 2}, {apply, 3}, {module_info, 0}, {is_atom, 1}, {nothing, 0}]]).

queues() ->
    Hogs = [spawn(fun() -> hog(0) end) || _ <- lists:seq(1, 40)],
    Enough = 40 - 2 * erlang:system_info(schedulers_online),
    p([statistics(Kind) >= Enough || Kind <- [run_queue, total_run_queue_lengths, total_active_tasks, total_run_queue_lengths_all, total_active_tasks_all]]),
    p([lists:sum(statistics(Kind)) >= Enough || Kind <- [run_queue_lengths, active_tasks, run_queue_lengths_all, active_tasks_all]]),
    p(length(statistics(run_queue_lengths_all)) > length(lists:seq(1, erlang:system_info(schedulers_online)))),
    [exit(Pid, kill) || Pid <- Hogs].

hog(N) -> hog(N + 1).

me({Pid, Options}) when Pid =:= self() -> {me, Options};
me(Other) -> Other.

options() ->
    p(erlang:system_monitor()),
    p(erlang:system_monitor(self(), [{long_gc, 100000}, busy_port])),
    p(me(erlang:system_monitor())),
    p(me(erlang:system_monitor(undefined))),
    p(erlang:system_monitor({self(), [{large_heap, 100000000}, {long_message_queue, {2, 1000}}, {long_schedule, 100000}]})),
    p(me(erlang:system_monitor(self(), []))),
    p(erlang:system_monitor()),
    p([t(fun() -> erlang:system_monitor(A, B) end) || {A, B} <- [{self(), [foo]}, {foo, [busy_port]}, {self(), foo}, {self(), [{long_gc, -1}]}, {self(), [{long_gc, a}]},
        {self(), [{long_message_queue, {5, 2}}]}, {self(), [{long_message_queue, 5}]}, {self(), [busy_port | x]}]]),
    p([t(fun() -> erlang:system_monitor(A) end) || A <- [foo, {self()}, {foo, []}]]).

queue() ->
    Self = self(),
    P = spawn(fun() -> receive go -> Self ! up end, receive drain -> ok end, [receive x -> ok end || _ <- lists:seq(1, 10)], Self ! drained, receive stop -> ok end end),
    erlang:system_monitor(self(), [{long_message_queue, {3, 8}}]),
    [P ! x || _ <- lists:seq(1, 10)], P ! go,
    receive up -> ok end,
    receive {monitor, P, long_message_queue, Long} -> p(Long) end,
    P ! drain,
    receive drained -> ok end,
    P ! y,
    receive {monitor, P, long_message_queue, Short} -> p(Short) end,
    erlang:system_monitor(undefined).

heap() ->
    erlang:system_monitor(self(), [{large_heap, 50000}]),
    P = spawn(fun() -> X = lists:seq(1, 200000), garbage_collect(), length(X) end),
    receive {monitor, P, large_heap, Sizes} -> p([K || {K, V} <- Sizes, is_integer(V), lists:member(K, [old_heap_block_size, heap_block_size, stack_size, heap_size])]) end,
    erlang:system_monitor(undefined),
    ok.
