%% Every flag of process_flag/2: the old value comes back, the new one is there, wrong ones change nothing.
-module(pflag_each).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Flag = fun(F, V) -> run(H, fun() -> process_flag(F, V) end) end,
    p([Flag(trap_exit, V) || V <- [true, true, false, x]]),
    p([Flag(priority, V) || V <- [low, high, max, normal, urgent]]),
    p([Flag(message_queue_data, V) || V <- [off_heap, on_heap, on_heap, mixed]]),
    p([Flag(fullsweep_after, V) || V <- [10, 0, -1, x]] -- [65535]),
    p([is_integer(Flag(min_heap_size, V)) || V <- [1000, 500]]),
    p([Flag(min_heap_size, V) || V <- [-1, x]]),
    p([is_integer(Flag(min_bin_vheap_size, V)) || V <- [1000, 500]]),
    p([Flag(min_bin_vheap_size, V) || V <- [-1, x]]),
    p([Flag(error_handler, V) || V <- [my_handler, error_handler, 1]]),
    p([Flag(sensitive, V) || V <- [true, false, false, x]]),
    p([Flag(save_calls, V) || V <- [10, 0, -1, 10001, x]]),
    p([Flag(async_dist, V) || V <- [true, false, x]]),
    p([Flag(nosuch, 1), Flag(1, 1), Flag({x}, y)]),
    p(process_info(H, [trap_exit, priority, message_queue_data, error_handler])),
    p(kill(H, kill)).
