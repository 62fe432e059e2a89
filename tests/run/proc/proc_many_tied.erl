%% Hundreds of processes: a chain that passes a value, a tree that sums, all linked to one that ends, all monitored, all registered in a table; and nothing is left.
-module(proc_many_tied).
-export([main/0]).
-include("proc.hrl").
-define(N, 400).

main() ->
    Before = erlang:system_info(process_count),
    Self = self(),
    %% a chain: each adds one
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> receive X -> Next ! X + 1 end end) end, Self, lists:seq(1, ?N)),
    First ! 0, p(receive X -> X end),
    %% a tree of messages up
    p(tree(8)),
    %% all linked to one
    {Hub, HM} = spawn_monitor(fun() -> receive {all, Ps} -> [link(P) || P <- Ps], Self ! linked, receive stop -> exit(hub) end end end),
    Ps = [spawn(fun() -> receive never -> ok end end) || _ <- lists:seq(1, ?N)],
    Hub ! {all, Ps}, receive linked -> ok end, p(length(element(2, process_info(Hub, links)))),
    Ms = [monitor(process, P) || P <- Ps], Hub ! stop,
    p(lists:usort([receive {'DOWN', M, process, _, R} -> R end || M <- Ms])), p(down(Hub, HM)),
    %% spawn_monitor, each with its own reason
    Qs = [spawn_monitor(fun() -> exit({r, I rem 10}) end) || I <- lists:seq(1, ?N)],
    p(maps:to_list(lists:foldl(fun({P, M}, A) -> {r, R} = down(P, M), A#{R => maps:get(R, A, 0) + 1} end, #{}, Qs))),
    %% trapping one: every exit once
    process_flag(trap_exit, true),
    Ls = [spawn_link(fun() -> receive go -> exit(I) end end) || I <- lists:seq(1, ?N)], [P ! go || P <- Ls],
    p(lists:sum([exited(P) || P <- Ls]) =:= ?N * (?N + 1) div 2), p(all()),
    until(fun() -> erlang:system_info(process_count) =< Before end), p(process_info(self(), monitors)).

tree(0) -> 1;
tree(D) ->
    Self = self(),
    [spawn(fun() -> Self ! {D, tree(D - 1)} end) || _ <- [l, r]],
    lists:sum([receive {D, S} -> S end || _ <- [l, r]]).
