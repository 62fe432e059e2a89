%% system_info: the shape of what each documented item gives, and items there are not.
-module(sys_info_shapes).
-export([main/0]).
-include("proc.hrl").

main() ->
    Ints = [atom_count, atom_limit, ets_limit, ets_count, port_count, port_limit, process_count, process_limit, logical_processors, schedulers, schedulers_online,
            dirty_cpu_schedulers, dirty_cpu_schedulers_online, dirty_io_schedulers, thread_pool_size, wordsize, creation, dist_buf_busy_limit, start_time, outstanding_system_requests_limit, compat_rel, delayed_node_table_gc],
    [case t(fun() -> erlang:system_info(I) end) of
        N when is_integer(N) -> ok;
        unknown -> ok;
        X -> p({I, X})
     end || I <- Ints],
    p([erlang:system_info(I) || I <- [wordsize, {wordsize, internal}, {wordsize, external}, threads, smp_support, multi_scheduling, modified_timing_level, otp_release]] -- [enabled, disabled]),
    p([is_list(erlang:system_info(I)) || I <- [version, system_version, system_architecture, otp_release, dist_ctrl]]),
    p([element(1, erlang:system_info(I)) || I <- [fullsweep_after, min_heap_size, min_bin_vheap_size]]),
    p(lists:sort([K || {K, _} <- erlang:system_info(garbage_collection)])),
    p([erlang:system_info(I) || I <- [debug_compiled]]),
    p([t(fun() -> erlang:system_info(I) end) || I <- [nosuch, 1, "x", {a, b}]]),
    p(erlang:system_info(process_count) =:= length(processes())).
