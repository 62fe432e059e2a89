%% Processes that talk: an elevator, floors and a controller, with a trace of what happened in order.
-module(elevator).
-export([main/0]).
-include("../lang.hrl").

lift(Floor, Dir, Targets, Log) ->
    receive
        {call, F} when F =/= Floor -> lift(Floor, Dir, lists:usort([F | Targets]), Log);
        {call, _} -> lift(Floor, Dir, Targets, [{opens, Floor} | Log]);
        {tick, From} ->
            {F1, D1, T1, L1} = move(Floor, Dir, Targets, Log),
            From ! {self(), {F1, D1}},
            lift(F1, D1, T1, L1);
        {stop, From} -> From ! {self(), lists:reverse(Log)}
    end.
move(F, _, [], Log) -> {F, idle, [], Log};
move(F, idle, [T | _] = Ts, Log) -> move(F, if T > F -> up; true -> down end, Ts, Log);
move(F, up, Ts, Log) -> case [T || T <- Ts, T > F] of [] -> move(F, down, Ts, Log); _ -> arrive(F + 1, up, Ts, Log) end;
move(F, down, Ts, Log) -> case [T || T <- Ts, T < F] of [] -> move(F, up, Ts, Log); _ -> arrive(F - 1, down, Ts, Log) end.
arrive(F, D, Ts, Log) -> case lists:member(F, Ts) of true -> {F, D, Ts -- [F], [{opens, F} | Log]}; false -> {F, D, Ts, [{passes, F} | Log]} end.
tick(P, N) -> [begin P ! {tick, self()}, receive {P, S} -> S end end || _ <- lists:seq(1, N)].
main() ->
    P = spawn_link(fun() -> lift(0, idle, [], []) end),
    [P ! {call, F} || F <- [3, 1, 0]],
    ?show(tick(P, 2)),
    P ! {call, 2}, P ! {call, 0}, P ! {call, 5},
    ?show(tick(P, 9)),
    ?show(tick(P, 3)),
    P ! {stop, self()},
    ?show(receive {P, Log} -> Log end),
    ok.
