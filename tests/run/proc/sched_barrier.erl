%% A barrier that all must reach before any goes on, again and again.
-module(sched_barrier).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(), N = 20, Rounds = 10,
    B = spawn(fun() -> barrier(N, [], 0) end),
    [spawn(fun() -> [begin Self ! {before, R}, B ! {arrived, self()}, receive go -> ok end, Self ! {'after', R} end || R <- lists:seq(1, Rounds)] end) || _ <- lists:seq(1, N)],
    Events = [receive E -> E end || _ <- lists:seq(1, 2 * N * Rounds)],
    p(ok(Events, N, #{})),
    B ! {stop, Self},
    p(receive {rounds, K} -> K end),
    p(all()).

barrier(N, Waiting, Rounds) when length(Waiting) =:= N -> [P ! go || P <- Waiting], barrier(N, [], Rounds + 1);
barrier(N, Waiting, Rounds) ->
    receive
        {arrived, P} -> barrier(N, [P | Waiting], Rounds);
        {stop, F} -> F ! {rounds, Rounds}
    end.
%% Nobody is after a round that somebody is still before.
ok([], _, _) -> in_order;
ok([{before, R} | T], N, C) -> ok(T, N, maps:update_with(R, fun(X) -> X + 1 end, 1, C));
ok([{'after', R} | T], N, C) -> case maps:get(R, C, 0) of N -> ok(T, N, C); X -> {too_early, R, X} end.
