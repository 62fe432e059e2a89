-module(proc_hibernate).
-export([main/0]).
-export([wake/1]).
main() ->
    Me = self(),
    P = spawn(fun() -> erlang:hibernate(?MODULE, wake, [Me]) end),
    receive after 10 -> ok end,
    io:format("~p~n", [process_info(P, current_function)]),
    P ! hello,
    receive X -> io:format("~p~n", [X]) end,
    P2 = spawn(fun() -> self() ! already, erlang:hibernate(?MODULE, wake, [Me]) end),
    receive Y -> io:format("~p ~p~n", [Y, is_pid(P2)]) end.
wake(Me) -> receive M -> Me ! {woken, M} end.
