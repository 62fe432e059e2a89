-module(proc_flags).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    io:format("~p ~p ~p~n", [process_flag(trap_exit, true), process_flag(trap_exit, false), process_flag(trap_exit, false)]),
    io:format("~p ~p~n", [process_flag(priority, high), process_flag(priority, normal)]),
    io:format("~p~n", [?T(process_flag(priority, bad))]),
    io:format("~p~n", [?T(process_flag(nosuch, bad))]),
    io:format("~p~n", [?T(process_flag(trap_exit, 1))]),
    Old = process_flag(min_heap_size, 1000), io:format("~p~n", [is_integer(Old)]),
    io:format("~p~n", [process_flag(message_queue_data, off_heap)]),
    io:format("~p~n", [is_integer(process_flag(fullsweep_after, 10))]),
    P = spawn_opt(fun() -> receive stop -> ok end end, [link, {priority, low}, {min_heap_size, 500}, {fullsweep_after, 0}]),
    io:format("~p~n", [process_info(P, priority)]),
    io:format("~p~n", [lists:member(P, element(2, process_info(self(), links)))]),
    P ! stop,
    {P2, R2} = spawn_opt(fun() -> exit(x) end, [monitor]),
    receive {'DOWN', R2, process, P2, W} -> io:format("~p~n", [W]) end,
    {P3, R3} = spawn_opt(fun() -> exit(y) end, [{monitor, [{alias, explicit_unalias}, {tag, tagged}]}]),
    receive {tagged, R3, process, P3, W3} -> io:format("~p~n", [W3]) end,
    io:format("~p~n", [?T(spawn_opt(fun() -> ok end, [bad]))]),
    io:format("~p~n", [?T(spawn_opt(fun() -> ok end, foo))]).
