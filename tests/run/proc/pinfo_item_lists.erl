%% process_info/2 with lists of items: order, repetition, empty lists, wrong items, dead processes; of itself and of another.
-module(pinfo_item_lists).
-export([main/0]).
-include("proc.hrl").

main() ->
    register(pinfo_main, self()),
    put(k, v), put({a, 1}, [x]),
    process_flag(trap_exit, true), process_flag(priority, high),
    p(process_info(self(), [])),
    p(process_info(self(), [trap_exit, priority, trap_exit, registered_name])),
    p(process_info(self(), registered_name)),
    H = host(),
    p(process_info(H, registered_name)),
    p(process_info(H, [registered_name, message_queue_len])),
    p(process_info(H, [messages, links, monitors, monitored_by, dictionary, error_handler, status])),
    H ! m1, H ! {m, 2}, link(H), M = monitor(process, H),
    p([K || {K, _} <- process_info(H, [links, monitored_by, messages, message_queue_len])]),
    p([{messages, [m1, {m, 2}]}, {message_queue_len, 2}] =:= process_info(H, [messages, message_queue_len])),
    p({process_info(H, links) =:= {links, [self()]}, process_info(H, monitored_by) =:= {monitored_by, [self()]}, process_info(self(), monitors) =:= {monitors, [{process, H}]}}),
    p([t(fun() -> process_info(self(), X) end) || X <- [nothing, [status, nothing], [status | links], "links", {links}, [[status]], 5]]),
    p([t(fun() -> process_info(X, status) end) || X <- [nobody, pinfo_main, 1, make_ref]]),
    p([{K, is_v(K, V)} || {K, V} <- process_info(H, keys())]),
    p([{K, is_v(K, V)} || K <- keys(), {_, V} <- [process_info(self(), K)]]),
    p([K || {K, _} <- process_info(self())] -- [K || {K, _} <- process_info(H)]),
    p([process_info(self(), {dictionary, K}) || K <- [k, {a, 1}, none]]),
    p(process_info(self(), [{dictionary, k}, {dictionary, none}, {dictionary, k}])),
    exit(H, bye), down(H, M),
    p([process_info(H), process_info(H, status), process_info(H, []), process_info(H, [status, links]), process_info(H, messages)]),
    p(t(fun() -> process_info(H, nothing) end)),
    receive {'EXIT', H, R} -> p(R) end.

keys() -> [binary, catchlevel, current_function, current_location, current_stacktrace, dictionary, error_handler, fullsweep_after, garbage_collection,
    garbage_collection_info, group_leader, heap_size, initial_call, links, label, last_calls, memory, message_queue_data, message_queue_len, messages,
    min_heap_size, min_bin_vheap_size, monitored_by, monitors, parent, priority, priority_messages, reductions, sequential_trace_token, stack_size, status, suspending, total_heap_size,
    trace, trap_exit, async_dist].

%% What kind of value it is, or the value where it is the same everywhere.
is_v(K, V) when K =:= initial_call; K =:= status; K =:= error_handler; K =:= priority; K =:= trap_exit; K =:= trace; K =:= suspending; K =:= label; K =:= last_calls;
    K =:= message_queue_data; K =:= sequential_trace_token; K =:= priority_messages; K =:= async_dist; K =:= fullsweep_after -> V;
is_v(_, V) when is_integer(V), V >= 0 -> natural;
is_v(_, V) when is_pid(V) -> pid;
is_v(_, V) when is_list(V) -> list;
is_v(_, V) when is_tuple(V) -> {tuple, tuple_size(V)};
is_v(_, V) -> V.
