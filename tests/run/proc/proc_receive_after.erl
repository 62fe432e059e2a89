-module(proc_receive_after).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    io:format("~p~n", [receive after 0 -> zero end]),
    io:format("~p~n", [receive a -> a after 5 -> five end]),
    T0 = erlang:monotonic_time(millisecond),
    receive never -> ok after 30 -> ok end,
    D = erlang:monotonic_time(millisecond) - T0,
    io:format("~p~n", [D >= 30 andalso D < 300]),
    io:format("~p~n", [?T(receive after -1 -> ok end)]),
    io:format("~p~n", [?T(receive after foo -> ok end)]),
    io:format("~p~n", [?T(receive x -> ok after 16#100000000 -> ok end)]),
    self() ! m, io:format("~p~n", [receive m -> got after infinity -> never end]),
    self() ! n, io:format("~p~n", [receive n -> got after 0 -> never end]),
    Me = self(),
    spawn(fun() -> receive after 10 -> Me ! late end end),
    io:format("~p~n", [receive late -> late after 2000 -> timeout end]),
    %% noise does not restart the timeout
    P = spawn(fun() -> noise(Me, 20) end),
    T1 = erlang:monotonic_time(millisecond),
    receive wanted -> ok after 40 -> ok end,
    D1 = erlang:monotonic_time(millisecond) - T1,
    exit(P, kill),
    io:format("~p~n", [D1 < 100]).
noise(_, 0) -> ok;
noise(To, N) -> To ! noise, receive after 10 -> noise(To, N - 1) end.
