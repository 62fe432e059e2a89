%% process_info with one item, a list of items, doubled items, no items, unknown items.
-module(pinfo_items).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    p(process_info(H, [])),
    p(process_info(H, [priority, priority, trap_exit])),
    p(process_info(H, registered_name)),
    p(process_info(H, [registered_name])),
    register(pinfo_h, H),
    p([process_info(H, registered_name), process_info(H, [registered_name])]),
    [p(t(fun() -> process_info(H, I) end)) || I <- [nosuch, [nosuch], [priority | trap_exit], 1, [priority, 2], {x, y}]],
    [p(t(fun() -> process_info(P, priority) end)) || P <- [a, 1, pinfo_h]],
    Default = [K || {K, _} <- process_info(H)],
    p(Default),
    Singles = [binary, catchlevel, current_location, current_stacktrace, garbage_collection_info, heap_size, stack_size, total_heap_size,
               memory, message_queue_data, min_heap_size, min_bin_vheap_size, max_heap_size, monitors, monitored_by, parent, reductions,
               suspending, sequential_trace_token, trace, fullsweep_after, error_handler, async_dist, label, priority_messages],
    p([{I, case t(fun() -> process_info(H, I) end) of {I, _} -> yes; X -> X end} || I <- Singles]),
    p([process_info(H, I) || I <- [error_handler, suspending, async_dist, trace, sequential_trace_token, label, priority_messages, message_queue_data]]),
    p(kill(H, kill)),
    p({process_info(H), process_info(H, memory), process_info(H, [memory]), process_info(H, [])}).
