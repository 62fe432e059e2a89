-module(proc_spawn_monitor).
-export([main/0]).
main() ->
    {P, R} = spawn_monitor(fun() -> exit(bye) end),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    {P2, R2} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end,
    {P3, R3} = spawn_monitor(fun() -> throw(ball) end),
    receive {'DOWN', R3, process, P3, {W3, Stack3}} -> io:format("~p ~p~n", [W3, is_list(Stack3)]) end,
    {P4, R4} = spawn_monitor(fun() -> error({my, reason}) end),
    receive {'DOWN', R4, process, P4, {W4, _}} -> io:format("~p~n", [W4]) end,
    {P5, R5} = spawn_monitor(fun() -> 1 = id(2) end),
    receive {'DOWN', R5, process, P5, {W5, _}} -> io:format("~p~n", [W5]) end,
    {P6, R6} = spawn_monitor(nosuchmodule, f, [1]),
    receive {'DOWN', R6, process, P6, {W6, [{M, F, A, _} | _]}} -> io:format("~p ~p ~p ~p~n", [W6, M, F, A]) end,
    {P7, R7} = spawn_monitor(fun() -> exit(normal) end),
    receive {'DOWN', R7, process, P7, W7} -> io:format("~p~n", [W7]) end,
    {P8, R8} = spawn_monitor(fun() -> exit(kill) end),
    receive {'DOWN', R8, process, P8, W8} -> io:format("~p~n", [W8]) end.
id(X) -> X.
