-module(messages).
-export([loop/1, call/2, flush/0]).
loop(State) ->
    receive
        {get, From} -> From ! State, loop(State);
        {put, New} -> loop(New);
        stop -> ok
    end.
call(Pid, Request) ->
    Ref = erlang:monitor(process, Pid),
    Pid ! {Ref, self(), Request},
    receive
        {Ref, Reply} -> erlang:demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    after 5000 -> exit(timeout)
    end.
flush() -> receive _ -> flush() after 0 -> ok end.
%%% bytecode
