%% spawn, spawn_link, spawn_monitor, spawn_opt, spawn_request with funs of all kinds and module-function-arguments; what each gives, its parent, initial call, links and monitors.
-module(spawn_every_way).
-export([main/0, mfa/1]).
-include("proc.hrl").

main() ->
    Self = self(), process_flag(trap_exit, true), Y = id({captured, 1}), Report = fun() -> Self ! {r, self(), [element(2, process_info(self(), K)) =:= V || {K, V} <- [{parent, Self}, {links, []}, {monitors, []}]], element(2, process_info(self(), monitored_by)) =:= [Self]} end,
    Got = fun(P) -> R = receive {r, P, L, M} -> {L, M} end, L2 = receive {'EXIT', P, X} -> [X] after 2 -> [] end, D = receive {'DOWN', _, process, P, X2} -> [X2] after 2 -> [] end, {R, L2, D} end,
    p({spawn, Got(spawn(Report))}), p({spawn_link, Got(spawn_link(Report))}), p({spawn_monitor, Got(element(1, spawn_monitor(Report)))}), p({opt, Got(spawn_opt(Report, []))}), p({opt_link, Got(spawn_opt(Report, [link]))}), p({opt_both, Got(element(1, spawn_opt(Report, [link, monitor])))}),
    [begin R = spawn_request(Report, O), P = receive {spawn_reply, R, ok, Q} -> Q end, p({request, O, Got(P)}) end || O <- [[], [link], [monitor], [link, monitor]]], p({node, Got(spawn(node(), Report))}), p({node_link, Got(spawn_link(node(), Report))}), p({mfa, Got(spawn(?MODULE, mfa, [Report]))}), p({mfa_monitor, Got(element(1, spawn_monitor(?MODULE, mfa, [Report])))}),
    p([begin {P, M} = spawn_monitor(F), down(P, M) end || F <- [fun() -> exit(Y) end, fun erlang:self/0, fun ok/0, fun ?MODULE:main2/0]] =/= []), p(element(1, ends(fun ?MODULE:main2/0))), p([t(fun() -> S(A) end) || S <- [fun spawn/1, fun spawn_link/1, fun spawn_monitor/1], A <- [a, 5]]),
    p([element(2, process_info(P, initial_call)) || P <- [spawn(?MODULE, mfa, [fun() -> receive x -> ok end end]), spawn(lists, map, [fun(_) -> receive x -> ok end end, [1]])]]), p(process_info(spawn(fun() -> receive x -> ok end end), initial_call)),
    %% a hundred arguments
    p(ends_mfa(lists, sum, [lists:seq(1, 100)])), p(ends_mfa(erlang, apply, [fun(A, B, C) -> exit({A, B, C}) end, [1, 2, 3]])), p([t(fun() -> spawn(M, F, A) end) || {M, F, A} <- [{1, f, []}, {m, "f", []}, {m, f, [a | b]}, {m, f, a}]]), p(all()).

mfa(F) -> F().
ok() -> ok.
id(X) -> X.
ends_mfa(M, F, A) -> {P, R} = spawn_monitor(M, F, A), down(P, R).
