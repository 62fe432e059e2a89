%% Parallel map: order of results, failures of workers, a limit on how many run at once, and time-outs.
-module(sched_parallel_map).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(pmap(fun(X) -> X * X end, lists:seq(1, 30))),
    p(pmap(fun(X) when X rem 4 =:= 0 -> exit({bad, X}); (X) -> X end, lists:seq(1, 8))),
    p(pmap(fun(_) -> throw(away) end, [1])),
    p(pmap(fun(_) -> x end, [])),
    p(limited(fun(X) -> -X end, lists:seq(1, 20), 3)),
    p(length(pmap(fun(X) -> lists:seq(1, X) end, lists:seq(1, 200)))),
    %% nested
    p(pmap(fun(X) -> lists:sum(pmap(fun(Y) -> X * Y end, lists:seq(1, 10))) end, lists:seq(1, 10))),
    %% a worker that does not answer in time is ended
    p(with_time(fun() -> receive never -> ok end end, 1)),
    p(with_time(fun() -> 42 end, 60000)),
    p({all(), process_info(self(), [links, monitors])}).

pmap(F, L) ->
    Ws = [spawn_monitor(fun() -> exit({value, F(X)}) end) || X <- L],
    [case down(P, M) of {value, V} -> V; {{nocatch, R}, _} -> {nocatch, R}; R -> {failed, R} end || {P, M} <- Ws].
limited(F, L, N) ->
    {Now, Later} = lists:split(min(N, length(L)), lists:enumerate(L)),
    Start = fun({I, X}) -> {_, M} = spawn_monitor(fun() -> exit({I, F(X)}) end), M end,
    Running = [Start(W) || W <- Now],
    [V || {_, V} <- lists:sort(collect(Running, Later, Start))].
collect([], [], _) -> [];
collect(Running, Later, Start) ->
    receive {'DOWN', M, process, _, R} ->
        case Later of
            [W | Rest] -> [R | collect([Start(W) | Running -- [M]], Rest, Start)];
            [] -> [R | collect(Running -- [M], [], Start)]
        end
    end.
with_time(F, T) ->
    {P, M} = spawn_monitor(fun() -> exit({value, F()}) end),
    receive {'DOWN', M, process, P, {value, V}} -> {ok, V}
    after T -> exit(P, kill), down(P, M)
    end.
