%% Each option of spawn_opt and what can be seen of it afterwards; combinations, repetition, and what children inherit.
-module(spawn_opt_effects).
-export([main/0]).
-include("proc.hrl").

main() ->
    Items = [priority, message_queue_data, min_heap_size, min_bin_vheap_size, fullsweep_after],
    Look = fun(O) -> {Pid, M} = spawn_opt(fun() -> exit([V || {K, V} <- process_info(self(), Items), K =/= min_bin_vheap_size, K =/= fullsweep_after]) end, [monitor | O]), down(Pid, M) end,
    Base = Look([]),
    p(hd(Base)), p(lists:nth(2, Base)),
    p([hd(Look([{priority, X}])) || X <- [low, normal, high, max]]),
    p([lists:nth(2, Look([{message_queue_data, X}])) || X <- [on_heap, off_heap]]),
    p([lists:nth(3, Look([{min_heap_size, X}])) >= X || X <- [0, 233, 1000, 50000]]),
    p([ends_opt(fun() -> {fullsweep_after, X} = process_info(self(), fullsweep_after), exit(X) end, [{fullsweep_after, X}]) || X <- [0, 1, 65535]]),
    p([ends_opt(fun() -> {garbage_collection, G} = process_info(self(), garbage_collection), exit(proplists:get_value(fullsweep_after, G)) end, [{fullsweep_after, 7}])]),
    p([ends_opt(fun() -> {garbage_collection, G} = process_info(self(), garbage_collection), exit(maps:with([size, kill, error_logger], proplists:get_value(max_heap_size, G))) end, [{max_heap_size, X}])
        || X <- [0, 1000000, #{size => 500000, kill => false, error_logger => false}]]),
    p(ends_opt(fun() -> exit(process_flag(max_heap_size, 0)) end, [{max_heap_size, #{size => 600000, kill => true}}])),
    %% the last of repeated options counts
    p(hd(Look([{priority, low}, {priority, high}]))),
    %% none of them is inherited, the leader and nothing else is
    p(ends_opt(fun() -> {P, M} = spawn_monitor(fun() -> {_, X} = process_info(self(), priority), {_, Y} = process_info(self(), message_queue_data), exit({X, Y}) end), exit(down(P, M)) end, [{priority, high}, {message_queue_data, off_heap}])),
    %% link and monitor in both orders; with options for the monitor
    process_flag(trap_exit, true),
    {P1, M1} = spawn_opt(fun() -> exit(x) end, [link, {monitor, [{tag, tagged}]}]),
    p([receive {tagged, M1, process, P1, R} -> R end, exited(P1)]),
    {P2, A2} = spawn_opt(fun() -> receive {to, A} -> A ! through_alias end end, [{monitor, [{alias, reply_demonitor}]}]),
    P2 ! {to, A2}, p(receive through_alias -> yes end), p(died(P2) =:= noproc orelse true), p(all()),
    %% module, function, arguments
    {P3, M3} = spawn_opt(erlang, exit, [mfa], [monitor]), p(down(P3, M3)),
    {P4, M4} = spawn_opt(node(), erlang, exit, [node_mfa], [monitor]), p(down(P4, M4)),
    {P5, M5} = spawn_opt(node(), fun() -> exit(node_fun) end, [monitor]), p(down(P5, M5)),
    p([t(fun() -> spawn_opt(fun() -> ok end, O) end) || O <- [[{priority, mid}], [{min_heap_size, -1}], [{fullsweep_after, x}], [nothing], x, [link | x], [{message_queue_data, mixed}], [{max_heap_size, 1}], [{max_heap_size, -1}], [{monitor, [x]}], [{async_dist, x}]]]),
    p([t(fun() -> spawn_opt(F, []) end) || F <- [x, []]]).

ends_opt(F, O) -> {P, M} = spawn_opt(F, [monitor | O]), down(P, M).
