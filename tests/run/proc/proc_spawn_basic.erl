-module(proc_spawn_basic).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    Me = self(),
    P1 = spawn(fun() -> Me ! {one, self()} end),
    receive {one, P1} -> io:format("one~n") end,
    P2 = spawn(lists, foreach, [fun(X) -> Me ! {two, X} end, [1, 2, 3]]),
    [receive {two, X} -> io:format("two ~p~n", [X]) end || X <- [1, 2, 3]],
    io:format("~p ~p~n", [is_pid(P1), is_pid(P2)]),
    io:format("~p~n", [?T(spawn(not_a_fun))]).
