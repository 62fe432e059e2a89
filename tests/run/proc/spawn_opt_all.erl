%% Every option of spawn_opt takes effect, alone and together; the last one of a kind wins.
-module(spawn_opt_all).
-export([main/0]).
-include("proc.hrl").

main() ->
    Show = fun(Items, Options) ->
        R = case spawn_opt(fun() -> receive stop -> ok end end, Options) of
            {P, M} -> {process_info(P, Items), is_reference(M)};
            P -> process_info(P, Items)
        end,
    P ! stop,
        p(R)
    end,
    Show([priority], [{priority, low}]),
    Show([priority], [{priority, low}, {priority, high}]),
    Show([priority, trap_exit], []),
    Show([message_queue_data], [{message_queue_data, off_heap}]),
    Show([message_queue_data], [{message_queue_data, on_heap}, monitor]),
    Gc = fun(Options) ->
        P = spawn_opt(fun() -> receive stop -> ok end end, Options),
        {garbage_collection, L} = process_info(P, garbage_collection),
        P ! stop,
        {proplists:get_value(fullsweep_after, L), proplists:get_value(min_heap_size, L) >= 3000}
    end,
    p(Gc([{fullsweep_after, 7}])),
    p(Gc([{fullsweep_after, 0}, {min_heap_size, 3000}])),
    M = spawn_opt(fun() -> receive stop -> ok end end, [{max_heap_size, #{size => 100000, kill => false, error_logger => false}}]),
    {garbage_collection, MI} = process_info(M, garbage_collection),
    p(proplists:get_value(max_heap_size, MI)),
    M ! stop,
    {P3, R3} = spawn_opt(fun() -> exit(gone) end, [monitor, {fullsweep_after, 1}, {min_bin_vheap_size, 4000}]),
    p(down(P3, R3)),
    process_flag(trap_exit, true),
    {P4, R4} = spawn_opt(fun() -> exit(both) end, [monitor, link]),
    p({down(P4, R4), exited(P4)}).
