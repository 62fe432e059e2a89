%% erlang: processes, messages, links, monitors, timers and the dictionary with good and bad arguments.
-module(bif_process_bad).
-export([main/0, work/1]).
-include("../stdlib/calls.hrl").

work(To) -> To ! worked.

main() ->
    process_flag(trap_exit, true),
    Me = self(), N = node(), M = ?MODULE, F = fun() -> Me ! worked end, Away = nowhere@nohost,
    calls(erlang, [
        {spawn, [[F], [x], [N, F], [N, x], [M, work, [Me]], [M, work, x], [N, M, work, [Me]]]}, {spawn_link, [[F], [x], [N, F], [N, x], [M, work, [Me]], [1, work, []], [N, M, work, [Me]], [N, M, work, x]]},
        {spawn_monitor, [[F], [x], [N, F], [N, x], [M, work, [Me]], [M, work, x], [N, M, work, [Me]], [N, M, 1, []]]}, {spawn_opt, [[F, []], [x, []], [F, [bad]], [N, F, [link]], [N, x, []], [M, work, [Me], [monitor]], [M, work, x, []], [N, M, work, [Me], []], [N, M, work, [Me], x]]}]),
    worked(15), flush(),
    calls(erlang, [{spawn_request, [[F], [x], [F, [link]], [F, x], [N, F], [N, F, []], [N, x, []], [M, work, [Me]], [M, work, [Me], []], [N, M, work, [Me]], [N, M, work, [Me], [{reply, no}]], [N, 5, work, [Me], []], [M, 5, [], []]]}, {spawn_request_abandon, [[make_ref()], [x]]}]),
    worked(7), flush(),
    P = spawn(fun() -> receive stop -> ok end end), register(known, P),
    calls(erlang, [
        {register, [[known, P], [x, y], [undefined, P], [again, P]]}, {unregister, [[nobody], [5]]}, {whereis, [[known], [nobody], [5]]}, {registered_name, []},
        {link, [[P], [x], [P, []], [P, x], [P, [bad]]]}, {unlink, [[P], [x]]}, {monitor, [[process, P], [process, known], [process, nobody], [process, 5], [bad, P], [process, P, []], [process, P, [{tag, t}]], [process, P, [bad]], [time_offset, clock_service]]}, {demonitor, [[x], [make_ref()], [make_ref(), [flush]], [make_ref(), [info]], [make_ref(), [bad]], [x, []]]},
        {alias, [[[bad]], [x]]}, {unalias, [[make_ref()], [x]]}, {send, [[P, a], [known, a], [nobody, a], ["x", a], [P, a, []], [P, a, [bad]], [nobody, a, [noconnect]], [P, a, [nosuspend]]]}, {send_nosuspend, [[P, a], [P, a, []], [x, a], [P, a, [bad]]]},
        {exit_signal, [[P, normal], [P, normal, []], [x, normal], [P, normal, [bad]], [x, y, []]]}, {exit, [[P, normal], [x, normal], [P, normal, [bad]]]},
        {is_process_alive, [[P], [x]]}, {process_info, [[x], [P, bad], [P, [trap_exit, bad]], [P, trap_exit], [P, [priority, trap_exit]], [x, links]]}, {group_leader, [[x, P], [P, x]]}, {suspend_process, [[x], [P, [bad]], [x, []], [self()]]}, {resume_process, [[P], [x]]},
        {process_flag, [[trap_exit, true], [trap_exit, x], [bad, 1], [priority, x], [min_heap_size, x], [max_heap_size, x], [message_queue_data, bad], [error_handler, error_handler], [sensitive, x], [save_calls, x], [async_dist, x]]},
        {garbage_collect, [[], [P], [x], [P, []], [P, [{type, minor}]], [P, [bad]], [x, []]]}, {hibernate, [[x, y, z], [1, f, []]]}, {check_process_code, [[x, M], [P, 5], [P, M, [bad]]]},
        {put, [[k, v], [k, w]]}, {get, [[k], [none]]}, {get_keys, [[w], [none]]}, {erase, [[k], [k]]},
        {start_timer, [[0, Me, m], [-1, Me, m], [0, x, m], [0, 5, m], [0, Me, m, []], [0, Me, m, [bad]], [x, Me, m, []]]}, {send_after, [[-1, Me, m], [0, 5, m], [100000, Me, m, []], [x, Me, m, []], [0, Me, m, [{abs, x}]]]}, {cancel_timer, [[make_ref()], [x], [make_ref(), []], [make_ref(), [bad]], [x, []]]}, {read_timer, [[make_ref()], [x], [make_ref(), []], [x, [bad]]]},
        {node, [[], [Me], [x]]}, {nodes, [[], [this], [bad], [[this, hidden]], [this, #{connection_id => true}], [x, y]]}, {is_alive, []}, {disconnect_node, [[Away]]}, {get_cookie, [[], [Away], [5]]}, {set_cookie, [[5], [Away, 5]]}, {monitor_node, [[5, true], [x, y]]},
        {error, [[r], [r, []], [r, [a], []], [r, none, [{error_info, #{}}]]]}, {throw, [[t]]}, {exit, [[r]]}, {raise, [[error, r, []], [bad, r, []]]}, {nif_error, [[r], [r, []]]}, {apply, [[fun(X) -> X end, [1]], [x, []], [lists, reverse, [[1, 2]]], [lists, none, []], [1, 2, 3], [fun(X) -> X end, x]]}, {yield, [[]]}, {bump_reductions, [[1], [x], [-1]]},
        {load_module, [[x, <<1>>], [5, x]]}, {module_loaded, [[lists], [none], [5]]}, {delete_module, [[none], [5]]}, {purge_module, [[5]]}, {check_old_code, [[lists], [5]]},
        {system_info, [[process_count, x], [bad], [x]]}, {system_flag, [[bad, 1]]}, {statistics, [[bad], [5]]}, {memory, [[bad], [[total, bad]]]}, {monotonic_time, [[bad], [0]]}, {system_time, [[bad], [0]]}, {time_offset, [[bad]]}, {unique_integer, [[[bad]], [x]]}, {display, [[]]}, {halt, [[bad], [-1], [x, []], [0, [bad]]]}, {processes_next, [[x]]}, {self, []}]),
    flush(),
    say("kinds", {is_pid(self()), is_list(erlang:loaded()), is_list(erlang:pre_loaded()), is_list(erlang:processes()), is_list(erlang:memory()), is_integer(erlang:memory(total)), is_tuple(erlang:date()), is_tuple(erlang:time()), is_tuple(erlang:localtime()), is_tuple(erlang:universaltime()), is_tuple(erlang:now()), is_tuple(erlang:timestamp()),
                      is_integer(erlang:system_time()), is_integer(erlang:system_time(second)), is_integer(erlang:monotonic_time()), is_integer(erlang:time_offset()), is_integer(erlang:time_offset(second)), is_integer(erlang:unique_integer()), is_integer(erlang:unique_integer([positive])), is_list(erlang:get()), is_list(erlang:get_keys()), is_list(erlang:registered()), is_pid(group_leader()), is_tuple(statistics(reductions))}),
    It = erlang:processes_iterator(), say("iterator", case erlang:processes_next(It) of {Pid, _} -> is_pid(Pid); none -> none end),
    T = erlang:start_timer(100000, Me, m), say("timer", {is_integer(erlang:read_timer(T)), erlang:read_timer(T, [{async, false}]) > 0, is_integer(erlang:cancel_timer(T, [{info, true}])), erlang:cancel_timer(T)}),
    T2 = erlang:start_timer(100000, Me, m, [{abs, false}]), say("timer", erlang:cancel_timer(T2, [{async, true}, {info, false}])),
    A = erlang:alias([reply]), say("alias", {is_reference(A), unalias(A), unalias(A), is_reference(erlang:alias())}),
    say("suspend", {erlang:suspend_process(P), erlang:suspend_process(P, [unless_suspending]), erlang:resume_process(P)}),
    say("md5", is_binary(M:module_info(md5))), exit(P, kill).

worked(0) -> ok;
worked(N) -> receive worked -> worked(N - 1) after 3000 -> say("missing", N) end.
flush() -> receive _ -> flush() after 0 -> ok end.
