%% All four priorities make progress and finish, whatever runs beside them.
-module(sched_priorities).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Work = fun(P) -> spawn_opt(fun() -> Self ! {P, fib(15)} end, [{priority, P}]) end,
    [Work(P) || _ <- lists:seq(1, 5), P <- [low, normal, high]],
    Work(max),
    R = [receive {P, V} -> {P, V} end || _ <- lists:seq(1, 16)],
    p([{P, length([x || {Q, 610} <- R, Q =:= P])} || P <- [low, normal, high, max]]),
    %% a low one is not starved by normal ones that go on
    Hogs = [spawn(fun() -> hog() end) || _ <- lists:seq(1, 4)],
    Low = spawn_opt(fun() -> Self ! {low, fib(12)} end, [{priority, low}]),
    p(receive {low, L} -> L end),
    p(lists:usort([kill(H, kill) || H <- Hogs])),
    %% changed while it runs
    p([process_flag(priority, P) || P <- [high, low, normal]]),
    p(is_pid(Low)).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
hog() -> hog().
