-module(proc_suspend).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    Me = self(),
    P = spawn(fun() -> counter(Me) end),
    P ! {get, Me}, receive A -> io:format("~p~n", [A]) end,
    true = erlang:suspend_process(P),
    P ! {get, Me},
    receive B -> io:format("bad ~p~n", [B]) after 20 -> io:format("suspended ~p~n", [process_info(P, status)]) end,
    true = erlang:resume_process(P),
    receive C -> io:format("~p~n", [C]) end,
    io:format("~p~n", [?T(erlang:resume_process(P))]),
    io:format("~p~n", [?T(erlang:suspend_process(self()))]).
counter(Me) -> receive {get, From} -> From ! value, counter(Me) end.
