%% Monitors that watch monitors: chains that fire one after the other, rings, monitors of oneself, of a process that monitors back, counted per pair.
-module(mon_self_and_chains).
-export([main/0]).
-include("proc.hrl").

main() ->
    %% a chain: each ends when the one it watches ends, with a longer reason
    Last = lists:foldl(fun(N, Prev) -> Self = self(), P = spawn(fun() -> M = is_pid(Prev) andalso monitor(process, Prev), Self ! {ready, N}, receive go -> exit([]); {'DOWN', M, process, Prev, R} -> exit([N | R]) end end), receive {ready, N} -> ok end, N =:= 1 andalso put(first, P), P end, none, lists:seq(1, 8)), M = monitor(process, Last), get(first) ! go, p(down(Last, M)),
    %% two that watch each other; one ends, the other tells
    [A, B] = [host(), host()], MA = run(A, fun() -> monitor(process, B) end), MB = run(B, fun() -> monitor(process, A) end), p(is_reference(MB)), quit(A, gone), p(run(B, fun() -> receive {'DOWN', MB, process, A, R} -> R end end)), p({is_reference(MA), process_info(B, monitors)}),
    %% many monitors of one pair, taken back in another order
    G = host(), Ms = run(B, fun() -> [monitor(process, G) || _ <- lists:seq(1, 10)] end), p(length(element(2, process_info(B, monitors)))), p(run(B, fun() -> [demonitor(X, [info]) || {I, X} <- lists:enumerate(Ms), I rem 3 =:= 0] end)), p(length(element(2, process_info(B, monitors)))), p(run(B, fun() -> [demonitor(X, [info]) || X <- lists:reverse(Ms)] end)), p(process_info(B, monitors)),
    %% of itself: counted, never fires, ends with it
    S = [monitor(process, self()) || _ <- [1, 2]], p([demonitor(X, [info]) || X <- S]), p(ends(fun() -> monitor(process, self()), exit(alone) end)), p(t(fun() -> demonitor(hd(S)) end)),
    %% a monitor by name of oneself
    register(msc_me, self()), X = monitor(process, msc_me), unregister(msc_me), p({demonitor(X, [info, flush]), all()}),
    %% the watcher dies first: the watched has no watchers
    W = host(), run(W, fun() -> monitor(process, B) end), until(fun() -> process_info(B, monitored_by) =:= {monitored_by, [W]} end), quit(W, ok), until(fun() -> process_info(B, monitored_by) =:= {monitored_by, []} end), p(quit(B, ok)), p(all()).
