-module(machine_info).
-export([main/0, loop/0, deep/1, sleeper/1]).

main() ->
    io:format("~p~n", [process_info(self(), current_function)]),
    {current_location, {M, F, A, [{file, _}, {line, L}]}} = process_info(self(), current_location),
    io:format("~p~n", [{M, F, A, L}]),
    P = spawn(fun() -> loop() end),
    settle(P),
    io:format("~p~n", [process_info(P, [current_function, status, initial_call])]),
    {current_stacktrace, [{_, loop, 0, _}]} = process_info(P, current_stacktrace),
    H = spawn(fun() -> erlang:hibernate(?MODULE, sleeper, [x]) end),
    settle(H),
    io:format("~p~n", [process_info(H, [current_function, current_location, status])]),
    Q = spawn(fun() -> deep(3) end),
    settle(Q),
    {current_stacktrace, Trace} = process_info(Q, current_stacktrace),
    io:format("~p~n", [[{F1, A1} || {_, F1, A1, _} <- Trace]]),
    io:format("~p~n", [is_binary(element(2, process_info(Q, backtrace)))]),
    {garbage_collection_info, Sizes} = process_info(P, garbage_collection_info),
    io:format("~p~n", [[K || {K, V} <- Sizes, is_integer(V)]]),
    {garbage_collection, Settings} = process_info(P, garbage_collection),
    io:format("~p~n", [[K || {K, _} <- Settings]]),
    B = binary:copy(<<"abc">>, 100),
    {binary, Binaries} = process_info(self(), binary),
    io:format("~p ~p~n", [byte_size(B), [{S, N} || {_, S, N} <- Binaries, S =:= 300]]),
    io:format("~p~n", [process_info(self(), [registered_name, label])]),
    io:format("~p~n", [process_info(self(), registered_name)]),
    io:format("~p~n", [failure(fun() -> process_info(self(), no_such_item) end)]),
    io:format("~p~n", [failure(fun() -> process_info(self(), [links, no_such_item]) end)]),
    [true = is_integer(V) || Item <- [memory, total_heap_size, heap_size, stack_size, reductions],
        {_, V} <- [process_info(P, Item)]],
    exit(P, kill),
    exit(Q, kill),
    exit(H, kill).

failure(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

settle(P) ->
    case process_info(P, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), settle(P)
    end.

loop() -> receive stop -> ok end.
deep(N) when N > 0 -> 1 + deep(N - 1);
deep(_) -> receive stop -> 0 end.
sleeper(_) -> ok.
