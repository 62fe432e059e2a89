%% Timeouts of many processes that wait at the same time, some woken before, some not.
-module(timer_receive_many).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Ps = [spawn(fun() -> Self ! {I, receive wake -> woken after 10 + I rem 5 -> timeout end} end) || I <- lists:seq(1, 200)],
    [P ! wake || {I, P} <- lists:enumerate(Ps), I rem 2 =:= 0],
    Rs = [receive {I, R} -> {I, R} end || I <- lists:seq(1, 200)],
    p(lists:usort([R || {I, R} <- Rs, I rem 2 =:= 1])),
    p(lists:usort([R || {I, R} <- Rs, I rem 2 =:= 0]) -- [timeout, woken]),
    %% waits that end by messages leave no timeout for the next wait
    W = spawn(fun() -> wait_loop(Self, 50) end),
    [begin W ! {m, I}, receive {ack, I} -> ok end end || I <- lists:seq(1, 50)],
    p(receive {finished, X} -> X end),
    %% a long time started again and again
    V = host(),
    p([run(V, fun() -> receive never -> x after 0 -> I end end) || I <- [1, 2, 3]]),
    p(all()).

wait_loop(To, 0) -> To ! {finished, receive _ -> message after 1 -> silence end};
wait_loop(To, N) -> receive {m, I} -> To ! {ack, I}, wait_loop(To, N - 1) after 100000 -> To ! {finished, too_late} end.
