%% Links in groups: star, chain, ring, pairs both ways, to oneself, to dead ones trapping or not; who dies when one ends normally or not.
-module(link_pairs_and_groups).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([{Shape, R, survivors(Shape, R)} || Shape <- [star, chain, ring, none], R <- [normal, bad, kill]]),
    p(ends(fun() -> link(self()), p(process_info(self(), links)), unlink(self()), exit(self_linked) end)),
    D = spawn(fun() -> ok end), died(D),
    p(ends(fun() -> R = t(fun() -> link(D) end), receive after 5 -> exit({lived, R}) end end)),
    p(ends(fun() -> process_flag(trap_exit, true), R = link(D), exit({R, exited(D)}) end)),
    p([t(fun() -> link(X) end) || X <- [a, 1, make_ref(), {name, node()}]]), p([t(fun() -> unlink(X) end) || X <- [D, self(), a, 1]]),
    H = host(), G = host(), run(H, fun() -> [link(G) || _ <- [1, 2, 3]] end), p({length(element(2, process_info(H, links))), run(G, fun() -> unlink(H) end), process_info(H, links)}),
    run(H, fun() -> process_flag(trap_exit, true), link(G) end), quit(G, done), p(run(H, fun() -> [R || {'EXIT', P, R} <- all(), P =:= G] end)), quit(H, ok).

survivors(Shape, R) ->
    Ps = [spawn(fun hosting/0) || _ <- lists:seq(1, 5)], [A, B, C, D, E] = Ps,
    Pairs = case Shape of star -> [{A, X} || X <- [B, C, D, E]]; chain -> [{A, B}, {B, C}, {C, D}, {D, E}]; ring -> [{A, B}, {B, C}, {C, D}, {D, E}, {E, A}]; none -> [] end,
    [run(X, fun() -> link(Y) end) || {X, Y} <- Pairs], [run(C, fun() -> process_flag(trap_exit, true) end)],
    Ms = [{P, monitor(process, P)} || P <- Ps], kill_or_quit(A, R),
    Dead = [element(N, {a, b, c, d, e}) || {N, P} <- lists:enumerate(Ps), dies(Shape, R, N), down(P, proplists:get_value(P, Ms)) =/= alive],
    Left = [P || P <- Ps, is_process_alive(P)], [exit(P, kill) || P <- Left], {Dead, length(Left)}.
kill_or_quit(P, kill) -> exit(P, kill); kill_or_quit(P, R) -> P ! {quit, R}.
dies(_, _, 1) -> true; dies(_, normal, _) -> false; dies(star, _, N) -> N =/= 3; dies(chain, _, N) -> N < 3; dies(ring, _, N) -> N =/= 3; dies(none, _, _) -> false.
