%% process_flag of every flag: old values in turn, wrong values and flags, of another process; what survives exceptions and what children get.
-module(pflag_all_values).
-export([main/0]).
-include("proc.hrl").

main() -> p(ends(fun() -> go(), exit(done) end)), p([t(fun() -> process_flag(F, V) end) || {F, V} <- [{trap_exit, 1}, {priority, x}, {min_heap_size, -1}, {min_heap_size, a}, {min_bin_vheap_size, -1}, {error_handler, 1}, {sensitive, 1}, {save_calls, -1}, {save_calls, a}, {message_queue_data, x}, {nothing, 1}, {"trap_exit", true}, {fullsweep_after, -1}, {fullsweep_after, a}, {max_heap_size, -1}, {monitor_nodes, x}, {async_dist, 1}]]).

go() ->
    [p({F, [process_flag(F, V) || V <- Vs]}) || {F, Vs} <- [{trap_exit, [true, false, false]}, {priority, [high, low, normal]}, {error_handler, [my_handler, error_handler]}, {sensitive, [true, false, false]}, {message_queue_data, [off_heap, on_heap]}, {save_calls, [10, 0, 0]}, {fullsweep_after, [5, 65535]}, {async_dist, [true, false]}]],
    A = process_flag(min_heap_size, 1000), B = process_flag(min_heap_size, 0), C = process_flag(min_heap_size, A), p({is_integer(A), B >= 1000, C =< B}), D = process_flag(min_bin_vheap_size, 100000), E = process_flag(min_bin_vheap_size, D), p({is_integer(D), E >= 100000}),
    p([process_info(self(), X) || X <- [trap_exit, priority, error_handler, message_queue_data, fullsweep_after]]), t(fun() -> process_flag(trap_exit, true), error(x) end), p(process_flag(trap_exit, false)),
    [process_flag(F, V) || {F, V} <- [{trap_exit, true}, {priority, high}, {message_queue_data, off_heap}, {error_handler, my_handler}]], p(ends(fun() -> exit([element(2, process_info(self(), X)) || X <- [trap_exit, priority, message_queue_data, error_handler]]) end)),
    %% of another process: only save_calls
    process_flag(error_handler, error_handler), H = host(), p([t(fun() -> process_flag(H, F, V) end) || {F, V} <- [{save_calls, 5}, {save_calls, 0}, {trap_exit, true}, {save_calls, -1}]]), p([t(fun() -> process_flag(X, save_calls, 0) end) || X <- [a, 1, self()]]), exit(H, kill).
