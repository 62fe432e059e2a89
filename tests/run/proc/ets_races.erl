%% Writers that die in the middle, tables deleted under their users, heirs that die first.
-module(ets_races).
-export([main/0]).
-include("proc.hrl").

main() ->
    T = ets:new(race, [public, set]),
    Ws = [spawn_monitor(fun() -> write(T, I, 0) end) || I <- lists:seq(1, 8)],
    until(fun() -> length(ets:tab2list(T)) =:= 8 end),
    [exit(P, kill) || {P, _} <- Ws],
    p(lists:usort([down(P, M) || {P, M} <- Ws])),
    p(lists:all(fun({_, N, L}) -> length(L) =:= N rem 10 end, ets:tab2list(T))),
    %% deleted under users: they get badarg, nothing else
    Us = [spawn_monitor(fun() -> exit(use(T)) end) || _ <- lists:seq(1, 8)],
    ets:delete(T),
    p(lists:usort([down(P, M) || {P, M} <- Us])),
    %% a chain of heirs
    C = host(), B = host(), A = host(),
    X = run(A, fun() -> ets:new(chain, [{heir, B, one}]) end),
    kill(A, kill),
    p(run(B, fun() -> receive {'ETS-TRANSFER', X, _, D} -> ets:setopts(X, {heir, C, two}), D end end)),
    kill(B, kill),
    p(run(C, fun() -> receive {'ETS-TRANSFER', X, _, D} -> D end end)),
    kill(C, kill),
    p(ets:info(X)),
    %% counters from many processes
    N = ets:new(cnt, [public, {write_concurrency, true}]), ets:insert(N, {c, 0}),
    Ps = [spawn_monitor(fun() -> [ets:update_counter(N, c, 1) || _ <- lists:seq(1, 200)] end) || _ <- lists:seq(1, 10)],
    [down(P, M) || {P, M} <- Ps],
    p(ets:lookup(N, c)).

write(T, I, N) -> ets:insert(T, {I, N, lists:seq(1, N rem 10)}), write(T, I, N + 1).
use(T) -> try ets:lookup(T, 1), use(T) catch error:badarg -> badarg end.
