%% Every function of timer; order of arrival, never a time, is printed.
-module(timer_api).
-export([main/0, tell/2]).

main() ->
    units(),
    measuring(),
    once(),
    again(),
    ending(),
    bad().

tell(To, What) -> To ! What.

got(Time) ->
    receive M -> M
    after Time -> nothing
    end.

units() ->
    io:format("~w~n", [[timer:seconds(2), timer:minutes(3), timer:hours(1), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {0, 1, 5})]]),
    io:format("~w ~w~n", [timer:sleep(0), timer:start()]).

measuring() ->
    {T1, a} = timer:tc(fun() -> a end),
    {T2, [1]} = timer:tc(fun(X) -> [X] end, [1]),
    {T3, 3} = timer:tc(erlang, '+', [1, 2]),
    {T4, b} = timer:tc(fun() -> b end, millisecond),
    {T5, c} = timer:tc(fun(X) -> X end, [c], nanosecond),
    {T6, 2} = timer:tc(erlang, abs, [-2], second),
    io:format("~w~n", [[is_integer(T) andalso T >= 0 || T <- [T1, T2, T3, T4, T5, T6]]]).

once() ->
    Self = self(),
    {ok, _} = timer:send_after(16, third),
    {ok, _} = timer:send_after(8, Self, second),
    {ok, _} = timer:apply_after(1, ?MODULE, tell, [Self, first]),
    io:format("~w~n", [[got(500), got(500), got(500)]]),
    {ok, _} = timer:apply_after(0, fun() -> Self ! zero end),
    io:format("~w~n", [got(500)]),
    {ok, _} = timer:apply_after(1, fun(X) -> Self ! X end, [argument]),
    io:format("~w~n", [got(500)]),
    {ok, Ref} = timer:send_after(1000, never),
    {ok, Ref2} = timer:apply_after(1000, ?MODULE, tell, [Self, never]),
    io:format("~w ~w ~w~n", [timer:cancel(Ref), timer:cancel(Ref2), got(0)]),
    register(timer_api_target, Self),
    {ok, _} = timer:send_after(1, timer_api_target, by_name),
    io:format("~w~n", [got(500)]).

again() ->
    Self = self(),
    {ok, R1} = timer:send_interval(1, tick),
    io:format("~w~n", [[got(500), got(500), got(500)]]),
    {ok, cancel} = timer:cancel(R1),
    flush(),
    {ok, R2} = timer:apply_interval(1, ?MODULE, tell, [Self, interval]),
    io:format("~w~n", [[got(500), got(500)]]),
    {ok, cancel} = timer:cancel(R2),
    flush(),
    {ok, R3} = timer:apply_repeatedly(1, fun() -> Self ! repeat end),
    io:format("~w~n", [[got(500), got(500)]]),
    {ok, cancel} = timer:cancel(R3),
    flush(),
    {ok, R4} = timer:apply_interval(1, fun(X) -> Self ! X end, [with_args]),
    io:format("~w~n", [got(500)]),
    {ok, cancel} = timer:cancel(R4),
    {ok, R5} = timer:send_interval(1, Self, to_pid),
    {ok, cancel} = timer:cancel(R5).

%% Lets timers that are under way end, then empties the mailbox.
flush() ->
    timer:sleep(2),
    flush_1().

flush_1() ->
    receive _ -> flush_1()
    after 0 -> ok
    end.

ending() ->
    flush(),
    {P1, M1} = spawn_monitor(fun() -> timer:exit_after(1, bye), got(5000) end),
    {P2, M2} = spawn_monitor(fun() -> got(5000) end),
    {ok, _} = timer:exit_after(1, P2, later),
    {P3, M3} = spawn_monitor(fun() -> timer:kill_after(1), got(5000) end),
    {P4, M4} = spawn_monitor(fun() -> got(5000) end),
    {ok, _} = timer:kill_after(1, P4),
    io:format("~w~n", [[receive {'DOWN', M, process, P, Why} -> Why end || {P, M} <- [{P1, M1}, {P2, M2}, {P3, M3}, {P4, M4}]]]).

bad() ->
    Results = [try F() catch C:R -> {C, R} end || F <-
        [fun() -> timer:send_after(-1, x) end, fun() -> timer:send_after(x, x) end, fun() -> timer:send_after(1, 7, x) end,
         fun() -> timer:apply_after(1, 2, f, []) end, fun() -> timer:apply_after(1, foo) end, fun() -> timer:apply_after(1, foo, []) end,
         fun() -> timer:apply_interval(-1, m, f, []) end, fun() -> timer:apply_interval(1, x) end, fun() -> timer:apply_repeatedly(x, m, f, []) end,
         fun() -> timer:send_interval(x, x) end, fun() -> timer:send_interval(1, 7, x) end, fun() -> timer:cancel(foo) end,
         fun() -> timer:exit_after(-1, x) end, fun() -> timer:kill_after(x) end, fun() -> timer:seconds(a) end,
         fun() -> timer:now_diff(a, b) end, fun() -> timer:sleep(-1) end, fun() -> timer:tc(notfun) end]],
    [io:format("~0p~n", [R]) || R <- Results].
