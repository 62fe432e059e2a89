-module(machine_suspend).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    true = erlang:suspend_process(P),
    true = erlang:suspend_process(P),
    io:format("~p~n", [process_info(self(), suspending) =:= {suspending, [{P, 2, 0}]}]),
    io:format("~p~n", [erlang:suspend_process(P, [unless_suspending])]),
    io:format("~p~n", [process_info(P, status)]),
    true = erlang:resume_process(P),
    io:format("~p~n", [process_info(P, status)]),
    true = erlang:resume_process(P),
    io:format("~p ~p~n", [wait_for(P, 1000), process_info(self(), suspending)]),
    io:format("~p~n", [failure(fun() -> erlang:resume_process(P) end)]),
    %% What a process suspended runs again when it dies.
    Self = self(),
    S = spawn(fun() -> erlang:suspend_process(P), Self ! ready, receive stop -> ok end end),
    receive ready -> ok end,
    io:format("~p~n", [process_info(P, status)]),
    Ref = monitor(process, S),
    S ! stop,
    receive {'DOWN', Ref, _, _, _} -> ok end,
    io:format("~p~n", [wait_for(P, 1000)]),
    exit(P, kill),
    dead(P),
    io:format("~p~n", [failure(fun() -> erlang:suspend_process(P) end)]),
    io:format("~p~n", [failure(fun() -> erlang:resume_process(P) end)]),
    io:format("~p~n", [failure(fun() -> erlang:resume_process(self()) end)]),
    io:format("~p~n", [failure(fun() -> erlang:suspend_process(self()) end)]),
    io:format("~p~n", [failure(fun() -> erlang:suspend_process(P, [nonsense]) end)]).

failure(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

wait_for(_, 0) -> still_suspended;
wait_for(P, N) ->
    case process_info(P, status) of
        {status, waiting} -> waiting;
        _ -> receive after 1 -> wait_for(P, N - 1) end
    end.

dead(P) ->
    case is_process_alive(P) of
        true -> dead(P);
        false -> ok
    end.
