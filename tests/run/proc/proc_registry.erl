-module(proc_registry).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    io:format("~p ~p~n", [register(abc, P), whereis(abc) =:= P]),
    io:format("~p~n", [?T(register(abc, self()))]),
    io:format("~p~n", [?T(register(xyz, P))]),
    io:format("~p~n", [?T(register(undefined, self()))]),
    io:format("~p~n", [?T(register("abc", self()))]),
    io:format("~p~n", [lists:member(abc, registered())]),
    io:format("~p~n", [process_info(P, registered_name)]),
    io:format("~p~n", [process_info(self(), registered_name)]),
    abc ! stop,
    wait(abc),
    io:format("~p~n", [whereis(abc)]),
    io:format("~p~n", [?T(abc ! hello)]),
    io:format("~p~n", [?T(unregister(abc))]),
    io:format("~p ~p ~p~n", [register(xyz, self()), unregister(xyz), whereis(xyz)]),
    register(self_name, self()), self_name ! ping,
    receive ping -> io:format("pong~n") end,
    {self_name, node()} ! ping2,
    receive ping2 -> io:format("pong2~n") end.
wait(N) -> case whereis(N) of undefined -> ok; _ -> erlang:yield(), wait(N) end.
