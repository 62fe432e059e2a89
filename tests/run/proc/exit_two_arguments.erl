%% exit/2 to every kind of receiver and reason at once: value given back, who is gone, what trapping ones got, in order.
-module(exit_two_arguments).
-export([main/0]).
-include("proc.hrl").

main() ->
    D = spawn(fun() -> ok end), died(D), p([t(fun() -> exit(X, r) end) || X <- [D, a, 1, make_ref(), "pid", {name, node()}]]),
    T = host(), run(T, fun() -> process_flag(trap_exit, true) end), [exit(T, R) || R <- [normal, a, {b, 1}, normal, killed, shutdown, <<"bin">>, 1 bsl 70]], Self = self(), p(run(T, fun() -> [{F =:= Self, R} || {'EXIT', F, R} <- all()] end)),
    N = host(), [exit(N, normal) || _ <- [1, 2, 3]], p(run(N, fun() -> all() end)), M = monitor(process, N), exit(N, first), exit(N, second), p(down(N, M)),
    %% a signal from another process names that one
    H = host(), run(H, fun() -> exit(T, from_h), ok end), p(run(T, fun() -> [F =:= H || {'EXIT', F, from_h} <- all()] end)),
    %% trapping switched off between two signals
    U = host(), run(U, fun() -> process_flag(trap_exit, true) end), exit(U, one), p(run(U, fun() -> length(all()) end)), run(U, fun() -> process_flag(trap_exit, false) end), MU = monitor(process, U), exit(U, normal), p(run(U, fun() -> alive end)), exit(U, two), p(down(U, MU)),
    %% to oneself, trapping and not, with every special reason
    p([ends(fun() -> process_flag(trap_exit, Tr), exit(self(), R), exit({went_on, [X || {'EXIT', _, X} <- all()]}) end) || Tr <- [false, true], R <- [normal, kill, killed, other]]),
    p([ends(fun() -> R = exit(self(), normal), exit({value, R}) end)]), exit(T, kill), p(died(T) =:= noproc orelse true), p(all()).
