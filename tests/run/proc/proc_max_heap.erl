-module(proc_max_heap).
-export([main/0]).
main() ->
    {P, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 20000, kill => true, error_logger => false}}]),
    receive {'DOWN', R, process, P, W} -> io:format("~p~n", [W]) after 5000 -> io:format("survived~n") end,
    {P2, R2} = spawn_opt(fun() -> small end, [monitor, {max_heap_size, 100000}]),
    receive {'DOWN', R2, process, P2, W2} -> io:format("~p~n", [W2]) end.
grow(L) -> grow([L, L | L]).
