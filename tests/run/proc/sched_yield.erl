%% yield and bump_reductions: others get their turn; reductions are counted.
-module(sched_yield).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([erlang:yield() || _ <- [1, 2]]),
    {_, R0} = process_info(self(), reductions),
    p(erlang:bump_reductions(100000)),
    {_, R1} = process_info(self(), reductions),
    p(R1 > R0),
    [p(t(fun() -> erlang:bump_reductions(X) end)) || X <- [0, -1, a, 1.0]],
    %% two that yield to each other both end
    Self = self(),
    Ps = [spawn(fun() -> turns(1000), Self ! {done, self()} end) || _ <- [1, 2, 3]],
    p(length([receive {done, P} -> ok end || P <- Ps])),
    %% one that never yields is interrupted
    Hog = spawn(fun() -> spin(0) end),
    Other = spawn(fun() -> Self ! other_ran end),
    p(receive other_ran -> ran end),
    p({kill(Hog, kill), is_process_alive(Other) =:= is_process_alive(Other)}),
    {T0, _} = statistics(reductions), {T1, _} = statistics(reductions),
    p(T1 >= T0).

turns(0) -> ok;
turns(N) -> erlang:yield(), turns(N - 1).
spin(N) -> spin(N + 1).
