-module(proc_monitors).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    P = spawn(fun() -> receive stop -> exit(stopped) end end),
    R1 = erlang:monitor(process, P), R2 = monitor(process, P),
    io:format("~p~n", [R1 =/= R2]),
    true = demonitor(R1),
    P ! stop,
    receive {'DOWN', R, process, P, W} -> io:format("~p ~p~n", [R =:= R2, W]) end,
    R3 = monitor(process, P),
    receive {'DOWN', R3, process, P, W3} -> io:format("~p~n", [W3]) end,
    R4 = monitor(process, no_such_name),
    receive {'DOWN', R4, process, {no_such_name, N}, W4} -> io:format("~p ~p~n", [N =:= node(), W4]) end,
    P5 = spawn(fun() -> ok end), R5 = monitor(process, P5),
    receive after 20 -> ok end,
    io:format("~p~n", [demonitor(R5, [flush, info])]),
    receive {'DOWN', R5, _, _, _} -> io:format("bad~n") after 0 -> io:format("flushed~n") end,
    io:format("~p~n", [demonitor(R5, [info])]),
    io:format("~p~n", [?T(demonitor(foo))]),
    io:format("~p~n", [?T(monitor(foo, P))]),
    io:format("~p~n", [?T(monitor(process, "x"))]),
    register(me_too, self()),
    R6 = monitor(process, me_too), io:format("~p~n", [is_reference(R6)]).
