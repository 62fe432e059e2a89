-module(call).
-export([run/0]).
run() ->
    Server = spawn(fun() -> server(0) end),
    R = loop(50000, Server, 0),
    Server ! stop,
    R.
loop(0, _, Last) -> Last;
loop(N, Server, _) -> loop(N - 1, Server, call(Server, {add, N})).
call(Server, Request) ->
    Ref = erlang:monitor(process, Server),
    Server ! {call, self(), Ref, Request},
    receive
        {Ref, Reply} -> erlang:demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    end.
server(S) ->
    receive
        {call, From, Ref, {add, N}} -> From ! {Ref, S + N}, server(S + N);
        stop -> ok
    end.
