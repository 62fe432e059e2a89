%% Thousands of timers at once: all fire once, cancelled ones never, in order of their times.
-module(timer_many).
-export([main/0]).
-include("proc.hrl").

main() ->
    N = 2000,
    Refs = [erlang:start_timer(I rem 20, self(), I) || I <- lists:seq(1, N)],
    Got = [receive {timeout, R, I} -> I end || R <- Refs],
    p(Got =:= lists:seq(1, N)),
    Far = [erlang:start_timer(100000 + I, self(), I) || I <- lists:seq(1, N)],
    Cancelled = [erlang:cancel_timer(R) || R <- Far],
    p({lists:all(fun is_integer/1, Cancelled), lists:usort([erlang:cancel_timer(R) || R <- Far])}),
    %% every second one is cancelled
    Mixed = [{I, erlang:start_timer(30 + I rem 7, self(), {mixed, I})} || I <- lists:seq(1, 400)],
    Off = [I || {I, R} <- Mixed, I rem 2 =:= 0, is_integer(erlang:cancel_timer(R))],
    On = [receive {timeout, R, {mixed, I}} -> I end || {I, R} <- Mixed, not lists:member(I, Off)],
    p(lists:sort(On ++ Off) =:= lists:seq(1, 400)),
    %% by many processes
    Ps = [spawn_monitor(fun() -> exit(wait_all([erlang:start_timer(J rem 3, self(), J) || J <- lists:seq(1, 10)])) end) || _ <- lists:seq(1, 50)],
    p(lists:usort([down(P, M) || {P, M} <- Ps])),
    p(all()).

wait_all(Rs) -> lists:sum([receive {timeout, R, J} -> J end || R <- Rs]).
