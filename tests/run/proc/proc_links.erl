-module(proc_links).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(reason1) end),
    receive {'EXIT', P, R} -> io:format("~p~n", [R]) end,
    P2 = spawn_link(fun() -> ok end),
    receive {'EXIT', P2, R2} -> io:format("~p~n", [R2]) end,
    P3 = spawn_link(fun() -> receive stop -> ok end end),
    link(P3), link(P3),
    io:format("~p~n", [length([X || X <- element(2, process_info(self(), links)), X =:= P3])]),
    unlink(P3),
    exit(P3, kill),
    receive {'EXIT', P3, _} = M -> io:format("unexpected ~p~n", [M]) after 20 -> io:format("none~n") end,
    Dead = spawn(fun() -> ok end),
    wait_dead(Dead),
    true = link(Dead),
    receive {'EXIT', Dead, R4} -> io:format("~p~n", [R4]) end,
    io:format("~p ~p~n", [unlink(Dead), ?T(link(foo))]),
    io:format("~p~n", [link(self())]),
    P5 = spawn_link(fun() -> error(oops) end),
    receive {'EXIT', P5, {oops, S}} -> io:format("~p~n", [is_list(S)]) end.
wait_dead(P) -> case is_process_alive(P) of true -> erlang:yield(), wait_dead(P); false -> ok end.
