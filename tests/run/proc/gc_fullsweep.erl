%% Collections counted and shaped by fullsweep_after; what old data survive and when they go.
-module(gc_fullsweep).
-export([main/0]).
-include("proc.hrl").

main() ->
    Minor = fun(P) -> proplists:get_value(minor_gcs, element(2, process_info(P, garbage_collection))) end,
    P0 = spawn_opt(fun hosting/0, [{fullsweep_after, 0}]),
    [run(P0, fun() -> churn(2000) end) || _ <- lists:seq(1, 5)],
    p(Minor(P0)),
    P1 = spawn_opt(fun hosting/0, [{fullsweep_after, 65535}]),
    [run(P1, fun() -> churn(20000) end) || _ <- lists:seq(1, 5)],
    p(Minor(P1) > 0),
    Old = erlang:system_flag(fullsweep_after, 5),
    P2 = host(),
    p(proplists:get_value(fullsweep_after, element(2, process_info(P2, garbage_collection)))),
    erlang:system_flag(fullsweep_after, Old),
    p(erlang:system_info(fullsweep_after) =:= {fullsweep_after, Old}),
    [run(P2, fun() -> put(I, lists:seq(1, I)), churn(1000) end) || I <- lists:seq(1, 30)],
    p(run(P2, fun() -> [length(get(I)) || I <- lists:seq(1, 30)] =:= lists:seq(1, 30) end)),
    p([kill(P, kill) || P <- [P0, P1, P2]]).

churn(0) -> ok;
churn(N) -> _ = id({N, [N]}), churn(N - 1).
id(X) -> X.
