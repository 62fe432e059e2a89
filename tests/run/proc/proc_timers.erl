-module(proc_timers).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    R1 = erlang:send_after(10, self(), hello),
    io:format("~p~n", [is_integer(erlang:read_timer(R1))]),
    receive hello -> io:format("hello~n") end,
    io:format("~p ~p~n", [erlang:read_timer(R1), erlang:cancel_timer(R1)]),
    R2 = erlang:start_timer(5, self(), msg),
    receive {timeout, R2, msg} -> io:format("timeout~n") end,
    R3 = erlang:send_after(10000, self(), never),
    Left = erlang:cancel_timer(R3), io:format("~p~n", [Left > 9000 andalso Left =< 10000]),
    io:format("~p~n", [erlang:cancel_timer(R3)]),
    R4 = erlang:send_after(10000, self(), never),
    io:format("~p~n", [erlang:cancel_timer(R4, [{async, true}, {info, true}])]),
    receive {cancel_timer, R4, L4} -> io:format("~p~n", [is_integer(L4)]) end,
    R5 = erlang:send_after(10000, self(), never),
    io:format("~p~n", [erlang:cancel_timer(R5, [{info, false}])]),
    register(timed, self()), erlang:send_after(5, timed, by_name), receive by_name -> io:format("by_name~n") end,
    io:format("~p~n", [?T(erlang:send_after(-1, self(), x))]),
    io:format("~p~n", [?T(erlang:send_after(foo, self(), x))]),
    io:format("~p~n", [?T(erlang:send_after(1, "x", x))]),
    io:format("~p~n", [?T(erlang:cancel_timer(foo))]),
    Abs = erlang:monotonic_time(millisecond) + 10,
    erlang:send_after(Abs, self(), abs, [{abs, true}]), receive abs -> io:format("abs~n") end,
    [erlang:send_after(T, self(), {t, T}) || T <- [25, 5, 15]],
    io:format("~p~n", [[receive {t, T} -> T end || _ <- [1, 2, 3]]]),
    P = spawn(fun() -> receive x -> ok end end),
    erlang:send_after(5, P, x), M = monitor(process, P), receive {'DOWN', M, _, _, W} -> io:format("~p~n", [W]) end.
