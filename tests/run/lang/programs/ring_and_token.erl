%% Rings of processes: tokens passed round, leader election, a barrier, and a clean end of all.
-module(ring_and_token).
-export([main/0]).
-include("../lang.hrl").

ring(N) ->
    S = self(),
    Last = lists:foldl(fun(I, Next) -> spawn_link(fun() -> node_(I, Next, S) end) end, S, lists:seq(N, 2, -1)),
    spawn_link(fun() -> node_(1, Last, S) end).
node_(I, Next, Boss) ->
    receive
        {token, N} -> Next ! {token, N + 1}, node_(I, Next, Boss);
        {sum, A} -> Next ! {sum, A + I}, node_(I, Next, Boss);
        {elect, C} when C > I -> Next ! {elect, C}, node_(I, Next, Boss);
        {elect, _} -> Next ! {elect, I}, node_(I, Next, Boss);
        stop -> Next ! stop, Boss ! {stopped, I}
    end.
barrier(N) -> spawn_link(fun() -> Ps = [receive {here, P} -> P end || _ <- lists:seq(1, N)], [P ! go || P <- Ps] end).
mutex() -> spawn_link(fun() -> free() end).
free() -> receive {lock, P} -> P ! {locked, self()}, taken(P); stop -> ok end.
taken(P) -> receive {unlock, P} -> free() end.
with_lock(M, F) -> M ! {lock, self()}, receive {locked, M} -> ok end, try F() after M ! {unlock, self()} end.
main() ->
    First = ring(30),
    First ! {token, 0}, ?show(receive {token, N} -> N end),
    First ! {sum, 0}, ?show(receive {sum, A} -> A end),
    First ! {elect, 0}, ?show(receive {elect, L} -> L end),
    First ! stop,
    ?show([receive {stopped, I} -> I end || I <- lists:seq(1, 30)] =:= lists:seq(1, 30)),
    ?show(receive stop -> came_round end),
    S = self(),
    B = barrier(5),
    [spawn_link(fun() -> S ! {before, I}, B ! {here, self()}, receive go -> S ! {behind, I} end end) || I <- lists:seq(1, 5)],
    Events = [receive {E, _} -> E end || _ <- lists:seq(1, 10)],
    ?show(Events),
    M = mutex(),
    T = ets:new(t, [public]), ets:insert(T, {n, 0}),
    [spawn_link(fun() -> [with_lock(M, fun() -> [{n, X}] = ets:lookup(T, n), ets:insert(T, {n, X + 1}) end) || _ <- lists:seq(1, 20)], S ! ready end) || _ <- lists:seq(1, 5)],
    [receive ready -> ok end || _ <- lists:seq(1, 5)],
    ?show(ets:lookup(T, n)),
    ?show(catch with_lock(M, fun() -> throw(inside) end)),
    ?show(with_lock(M, fun() -> again end)),
    ok.
