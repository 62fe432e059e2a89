%% Messages that do not match keep a receive waiting but do not prolong its time; one that comes in time is taken.
-module(recv_timeout_restart).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    %% noise while waiting
    Noise = spawn(fun() -> noise(Self) end),
    p(receive wanted -> wanted after 20 -> timeout end),
    exit(Noise, kill), died(Noise),
    p(lists:usort(all())),
    %% the wanted one after noise
    spawn(fun() -> [Self ! {noise, I} || I <- lists:seq(1, 50)], Self ! wanted end),
    p(receive wanted -> wanted after 60000 -> timeout end),
    p(length(all())),
    %% after infinity waits through noise as well
    spawn(fun() -> [Self ! {noise, I} || I <- lists:seq(1, 50)], Self ! wanted end),
    p(receive wanted -> wanted after infinity -> timeout end),
    p(length(all())),
    %% a timeout of an inner receive does not disturb the outer
    self() ! second,
    p(receive first -> x after 1 -> receive second -> {timeout, second} after 1 -> y end end),
    %% timeouts in a row
    p([receive never -> x after 1 -> I end || I <- lists:seq(1, 5)]),
    p(all()).

noise(P) -> P ! noise, erlang:yield(), receive after 1 -> ok end, noise(P).
