%% A tree of processes: results come up, and the whole tree ends when its root does.
-module(sched_spawn_tree).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(sum(1, 1000)),
    Self = self(),
    Root = spawn(fun() -> node_of(5, Self) end),
    Leaves = [receive {leaf, P} -> P end || _ <- lists:seq(1, 32)],
    Ms = [{P, monitor(process, P)} || P <- [Root | Leaves]],
    exit(Root, felled),
    p(lists:usort([down(P, M) || {P, M} <- Ms])),
    %% from a leaf as well
    Root2 = spawn(fun() -> node_of(4, Self) end),
    Leaves2 = [receive {leaf, P} -> P end || _ <- lists:seq(1, 16)],
    Ms2 = [{P, monitor(process, P)} || P <- [Root2 | Leaves2]],
    exit(lists:nth(7, Leaves2), broken),
    p(lists:usort([down(P, M) || {P, M} <- Ms2])),
    %% a large number of links of one process
    Hub = host(),
    run(Hub, fun() -> [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 1000)], ok end),
    {links, L} = process_info(Hub, links), p(length(L)),
    Ms3 = [{P, monitor(process, P)} || P <- L],
    Hub ! {quit, hub},
    p(lists:usort([down(P, M) || {P, M} <- Ms3])).

node_of(0, To) -> To ! {leaf, self()}, receive never -> ok end;
node_of(N, To) -> [spawn_link(fun() -> node_of(N - 1, To) end) || _ <- [1, 2]], receive never -> ok end.
sum(A, B) when B - A < 50 -> lists:sum(lists:seq(A, B));
sum(A, B) ->
    Mid = (A + B) div 2, Self = self(),
    L = spawn(fun() -> Self ! {self(), sum(A, Mid)} end), R = spawn(fun() -> Self ! {self(), sum(Mid + 1, B)} end),
    receive {L, X} -> receive {R, Y} -> X + Y end end.
