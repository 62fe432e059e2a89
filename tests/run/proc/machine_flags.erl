-module(machine_flags).
-export([main/0]).

main() ->
    io:format("~p~n", [[process_flag(min_heap_size, N) || N <- [1, 500, 1000, 5000, 233]]]),
    io:format("~p~n", [process_info(self(), min_heap_size)]),
    io:format("~p~n", [failure(fun() -> process_flag(max_heap_size, 100) end)]),
    #{size := 0, kill := true} = process_flag(max_heap_size, 0),
    io:format("~p~n", [process_flag(self(), save_calls, 10)]),
    io:format("~p~n", [process_flag(self(), save_calls, 0)]),
    io:format("~p~n", [process_info(self(), last_calls)]),
    P = spawn(fun() -> receive stop -> ok end end),
    io:format("~p~n", [process_flag(P, save_calls, 5)]),
    io:format("~p~n", [process_flag(P, save_calls, 0)]),
    io:format("~p~n", [failure(fun() -> process_flag(P, trap_exit, true) end)]),
    io:format("~p~n", [failure(fun() -> process_flag(P, save_calls, -1) end)]),
    exit(P, kill),
    %% The limit holds, and says so.
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(max_heap_size, #{size => 20000, kill => true, error_logger => false}),
        grow([])
    end),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p~n", [Reason]) end,
    {Pid2, Ref2} = spawn_opt(fun() ->
        process_flag(max_heap_size, #{size => 20000, kill => false, error_logger => false}),
        exit({length, length(lists:seq(1, 30000))})
    end, [monitor]),
    receive {'DOWN', Ref2, process, Pid2, Reason2} -> io:format("~p~n", [Reason2]) end.

grow(List) -> grow([a, b, c | List]).

failure(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.
