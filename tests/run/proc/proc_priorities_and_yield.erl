%% Priorities change what runs first, never what is computed: flags read back, inherited by none, all levels make progress, yields and bumps of reductions are harmless.
-module(proc_priorities_and_yield).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([process_flag(priority, X) || X <- [low, high, max, normal, normal]]), p([t(fun() -> process_flag(priority, X) end) || X <- [middle, 1, [low]]]),
    Self = self(),
    %% each level counts to the same number beside the others
    Ps = [{X, spawn_opt(fun() -> Self ! {self(), count(3000, 0)} end, [{priority, X}])} || X <- [low, normal, high, max, low, high]],
    p([{X, receive {P, C} -> C end} || {X, P} <- Ps]),
    %% a low one is waited for by a high one
    process_flag(priority, high), L = spawn_opt(fun() -> Self ! {low, count(500, 0)} end, [{priority, low}]), p(receive {low, C} -> C end), died(L), process_flag(priority, normal),
    %% changed while running
    {Q, QM} = spawn_monitor(fun() -> [begin process_flag(priority, X), count(100, 0) end || X <- [low, high, normal, low]], exit(process_info(self(), priority)) end), p(down(Q, QM)),
    p(ends(fun() -> process_flag(priority, low), exit(ends(fun() -> exit(process_info(self(), priority)) end)) end)),
    %% yield keeps state, order of own messages, catches
    p(begin X = [erlang:yield() || _ <- lists:seq(1, 10)], lists:usort(X) end),
    p(begin [begin self() ! I, erlang:yield() end || I <- [1, 2, 3]], all() end),
    p(t(fun() -> erlang:yield(), throw(after_yield) end)),
    p([t(fun() -> erlang:bump_reductions(X) end) || X <- [1, 4000, 1 bsl 40, 0, -1, a]]),
    p(begin A1 = reds(), count(100, 0), reds() - A1 >= 100 end),
    %% ping-pong of processes of all pairs of priorities
    p([{A, B, pong(A, B)} || A <- [low, normal, high], B <- [low, normal, max]]),
    %% many that spin and stop by a message
    Ss = [spawn_opt(fun() -> spin(0) end, [{priority, X}]) || X <- [low, normal, low, normal]], [S ! {stop, self()} || S <- Ss], p(length([receive {stopped, S} -> S end || S <- Ss])).

reds() -> element(2, process_info(self(), reductions)).
count(0, A) -> A;
count(N, A) -> count(N - 1, A + 1).
spin(N) -> receive {stop, P} -> P ! {stopped, self()} after 0 -> erlang:yield(), spin(N + 1) end.
pong(A, B) ->
    Self = self(),
    P = spawn_opt(fun() -> Q = spawn_opt(fun Loop() -> receive {N, F} -> F ! N + 1, Loop() end end, [link, {priority, B}]), Self ! {done, self(), lists:foldl(fun(_, N) -> Q ! {N, self()}, receive M -> M end end, 0, lists:seq(1, 20))} end, [{priority, A}]),
    receive {done, P, N} -> N end.
