-module(proc_link_propagation).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    Me = self(),
    %% a chain of linked processes dies from end to end
    First = spawn_link(fun() -> chain(20, Me) end),
    receive {last, Last} -> exit(Last, boom) end,
    receive {'EXIT', First, R} -> io:format("~p~n", [R]) end,
    %% normal exits do not propagate
    P = spawn_link(fun() -> spawn_link(fun() -> ok end), receive go -> exit(fine) end end),
    receive after 10 -> ok end,
    P ! go,
    receive {'EXIT', P, R2} -> io:format("~p~n", [R2]) end.
chain(0, Me) -> Me ! {last, self()}, receive never -> ok end;
chain(N, Me) -> spawn_link(fun() -> chain(N - 1, Me) end), receive never -> ok end.
