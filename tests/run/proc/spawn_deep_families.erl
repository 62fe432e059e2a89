%% Families of processes: parents and ancestors at depth, a parent that dies first, who gets which exit, and the order of generations.
-module(spawn_deep_families).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(), p(depth(10)), p(parents(4)),
    %% the root dies: linked generations follow, unlinked ones stay
    [p({Kind, family(Kind)}) || Kind <- [linked, unlinked, trapping_middle]],
    %% a child outlives its parent and still knows it
    P = spawn(fun() -> C = spawn(fun() -> receive {ask, Q} -> Q ! {parent, element(2, process_info(self(), parent))} end end), Self ! {child, C} end), died(P), C = receive {child, X} -> X end, C ! {ask, self()}, p(receive {parent, Q} -> Q =:= P end),
    %% each generation reports before its parent, as parents wait
    p(report(5)), p(lists:sum(tree(6))), p(all()).

depth(0) -> 0; depth(N) -> S = self(), spawn_link(fun() -> S ! {d, depth(N - 1) + 1} end), receive {d, V} -> V end.
parents(0) -> []; parents(N) -> S = self(), spawn(fun() -> S ! {p, [element(2, process_info(self(), parent)) =:= S | parents(N - 1)]} end), receive {p, L} -> L end.
family(Kind) ->
    Self = self(), Root = spawn(fun() -> gen(Kind, 1, Self) end), Ps = [receive {gen, I, P} -> P end || I <- [1, 2, 3, 4]], Ms = [monitor(process, P) || P <- Ps], exit(Root, die), [D | _] = [down(hd(Ps), hd(Ms))],
    R = [D | [receive {'DOWN', M, _, _, W} -> W after 15 -> alive end || M <- tl(Ms)]], T = [receive {trapped, I, W} -> {I, W} after 0 -> none end], [exit(P, kill) || P <- Ps], receive after 1 -> ok end, [receive {'DOWN', M, _, _, _} -> ok after 0 -> demonitor(M, [flush]) end || M <- tl(Ms)], {R, T}.
gen(_, 5, _) -> receive never -> ok end;
gen(Kind, I, To) -> To ! {gen, I, self()}, Kind =:= trapping_middle andalso I =:= 3 andalso process_flag(trap_exit, true), I < 4 andalso case Kind of unlinked -> spawn(fun() -> gen(Kind, I + 1, To) end); _ -> spawn_link(fun() -> gen(Kind, I + 1, To) end) end, receive {'EXIT', _, W} -> To ! {trapped, I, W}, receive never -> ok end end.
report(0) -> []; report(N) -> S = self(), {P, M} = spawn_monitor(fun() -> L = report(N - 1), S ! {r, self(), [N | L]} end), L = receive {r, P, V} -> V end, normal = down(P, M), L.
tree(0) -> [1]; tree(N) -> S = self(), Ps = [spawn_link(fun() -> S ! {self(), tree(N - 1)} end) || _ <- [1, 2]], lists:append([receive {P, L} -> L end || P <- Ps]).
