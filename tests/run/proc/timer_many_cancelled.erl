%% Two thousand timers: set, half cancelled, in any order; each message comes once, none of a cancelled one, and equal times come in the order they were set.
-module(timer_many_cancelled).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(), N = 1000,
    Ts = [{I, erlang:start_timer(20 + I rem 17, Self, I)} || I <- lists:seq(1, N)],
    Cancelled = [I || {I, T} <- Ts, I rem 2 =:= 0, is_integer(erlang:cancel_timer(T))],
    Got = [receive {timeout, T, I} -> I end || {I, T} <- Ts, not lists:member(I, Cancelled)],
    p({length(Cancelled) + length(Got), all(), [I || {I, T} <- Ts, erlang:read_timer(T) =/= false]}),
    %% the same time, set one after the other
    T0 = erlang:monotonic_time(millisecond) + 5, [erlang:send_after(T0, Self, {same, I}, [{abs, true}]) || I <- lists:seq(1, 50)],
    p(lists:sort([receive {same, I} -> I end || _ <- lists:seq(1, 50)]) =:= lists:seq(1, 50)),
    %% later set, earlier due
    [erlang:send_after(D, Self, {due, D}) || D <- [30, 20, 10, 0]], p([receive {due, D} -> D end || _ <- [1, 2, 3, 4]]),
    %% never early
    p([D || D <- [0, 1, 2, 5], begin A = erlang:monotonic_time(), erlang:send_after(D, Self, x), receive x -> ok end, B = erlang:monotonic_time(), erlang:convert_time_unit(B - A, native, microsecond) < D * 1000 end]),
    p([D || D <- [0, 1, 3], begin A = erlang:monotonic_time(), receive after D -> ok end, B = erlang:monotonic_time(), erlang:convert_time_unit(B - A, native, microsecond) < D * 1000 end]),
    %% from many processes to many
    Ps = [spawn(fun() -> receive {tick, I} -> Self ! {tock, I} end end) || I <- lists:seq(1, 200)], [spawn(fun() -> erlang:send_after(I rem 4, P, {tick, I}) end) || {I, P} <- lists:enumerate(Ps)],
    p(lists:sum([receive {tock, I} -> I end || _ <- Ps])),
    %% set, read, cancelled at once, in a loop: the time left never exceeds what was asked
    p(lists:usort([begin T = erlang:start_timer(1000 + I, Self, never), L = erlang:read_timer(T), C = erlang:cancel_timer(T), {L =< 1000 + I, C =< L, erlang:cancel_timer(T)} end || I <- lists:seq(1, 200)])),
    %% a timer that fires while the process is busy: cancel says false, the message is there
    T5 = erlang:start_timer(0, Self, busy), until(fun() -> erlang:read_timer(T5) =:= false end), p({erlang:cancel_timer(T5), receive {timeout, T5, busy} -> here end}), p(all()).
