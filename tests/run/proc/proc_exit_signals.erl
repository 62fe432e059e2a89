-module(proc_exit_signals).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    process_flag(trap_exit, true),
    %% exit/2 with normal to another process that does not trap: ignored
    P1 = spawn_link(fun loop/0),
    exit(P1, normal), io:format("~p~n", [ask(P1)]),
    exit(P1, other), io:format("~p~n", [wait(P1)]),
    %% trapping process gets a message
    P2 = spawn_link(fun trap_loop/0), io:format("~p~n", [ask(P2)]),
    exit(P2, normal), exit(P2, hello), io:format("~p~n", [ask(P2)]),
    exit(P2, kill), io:format("~p~n", [wait(P2)]),
    %% kill through a link arrives as killed and can be trapped
    P3 = spawn_link(fun() -> exit(kill) end), io:format("~p~n", [wait(P3)]),
    %% exit(self(), normal) kills a process that does not trap
    P4 = spawn_link(fun() -> exit(self(), normal), receive after 1000 -> survived end end), io:format("~p~n", [wait(P4)]),
    P5 = spawn_link(fun() -> exit(self(), zzz), exit(not_reached) end), io:format("~p~n", [wait(P5)]),
    io:format("~p ~p~n", [exit(P5, any), ?T(exit(foo, bar))]).
ask(P) -> P ! {self(), ask}, receive {P, A} -> A after 500 -> no_answer end.
wait(P) -> receive {'EXIT', P, R} -> {exited, R} after 500 -> still_alive end.
loop() -> receive {F, ask} -> F ! {self(), here}, loop() end.
trap_loop() -> process_flag(trap_exit, true), trap_loop([]).
trap_loop(Seen) -> receive {F, ask} -> F ! {self(), lists:reverse(Seen)}, trap_loop(Seen); {'EXIT', _, R} -> trap_loop([R | Seen]) end.
