%% Wrong times, receivers and options of timers; the largest times.
-module(timer_bad).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({T, t(fun() -> erlang:send_after(T, self(), x) end)}) || T <- [-1, a, 1.0, "1", 1 bsl 70, {}]],
    [p({T, t(fun() -> erlang:start_timer(T, self(), x) end)}) || T <- [-1, a, infinity]],
    [p({D, t(fun() -> erlang:send_after(1, D, x) end)}) || D <- [1, "name", {a, b}, []]],
    [p({D, t(fun() -> erlang:start_timer(1, D, x) end)}) || D <- [1, {name, node()}]],
    [p({O, t(fun() -> erlang:send_after(1, self(), x, O) end)}) || O <- [x, [abs], [{abs, 1}], [{nosuch, true}]]],
    Large = [4294967295, 4294967296, 1 bsl 40],
    p([begin R = erlang:send_after(T, self(), x), L = erlang:cancel_timer(R), T - L < 5000 end || T <- Large]),
    %% absolute times
    Now = erlang:monotonic_time(millisecond),
    R1 = erlang:start_timer(Now + 100000, self(), x, [{abs, true}]),
    p({erlang:cancel_timer(R1) =< 100000}),
    %% times in the past fire at once
    R2 = erlang:start_timer(Now - 1, self(), past, [{abs, true}]),
    p(receive {timeout, R2, M} -> M end),
    p(is_integer(erlang:cancel_timer(erlang:send_after(1000, self(), x, [{abs, false}])))),
    p(t(fun() -> erlang:start_timer(-1, self(), x, [{abs, false}]) end)),
    p(all()).
