-module(proc_monitor_alias).
-export([main/0]).
main() ->
    P = spawn(fun server/0),
    R = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {R, R, hello},
    receive {R, A} -> io:format("~p~n", [A]) end,
    P ! {R, R, again},
    receive {R, B} -> io:format("bad ~p~n", [B]) after 30 -> io:format("inactive~n") end,
    R2 = monitor(process, P, [{alias, explicit_unalias}]),
    P ! {R2, R2, x}, receive {R2, C} -> io:format("~p~n", [C]) end,
    P ! {R2, R2, y}, receive {R2, D} -> io:format("~p~n", [D]) end,
    demonitor(R2),
    P ! {R2, R2, z}, receive {R2, E} -> io:format("~p~n", [E]) end,
    io:format("~p ~p~n", [unalias(R2), unalias(R2)]),
    P ! {R2, R2, w}, receive {R2, F} -> io:format("bad ~p~n", [F]) after 30 -> io:format("gone~n") end,
    R3 = monitor(process, P, [{alias, demonitor}]),
    demonitor(R3), P ! {R3, R3, v},
    receive {R3, G} -> io:format("bad ~p~n", [G]) after 30 -> io:format("gone~n") end,
    A1 = alias(), A1 ! hi, receive hi -> io:format("hi~n") end,
    A2 = alias([reply]), A2 ! one, A2 ! two,
    receive one -> ok end, receive two -> io:format("bad~n") after 10 -> io:format("once~n") end,
    io:format("~p~n", [unalias(A1)]),
    R4 = monitor(process, P, [{tag, 'MY_DOWN'}]),
    exit(P, kill),
    receive {'MY_DOWN', R4, process, P, Why} -> io:format("~p~n", [Why]) end.
server() -> receive {To, Ref, X} -> To ! {Ref, X}, server() end.
