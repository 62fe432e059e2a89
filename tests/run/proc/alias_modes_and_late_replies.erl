%% Aliases of every mode: which message ends them, replies that come late, and the idiom of a call that gives up.
-module(alias_modes_and_late_replies).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([{O, twice(alias(O))} || O <- [[], [explicit_unalias], [reply]]]),
    p([{O, begin H = host(), M = monitor(process, H, [{alias, O}]), R = twice(M), exit(H, kill), {R, downs(M)} end} || O <- [explicit_unalias, demonitor, reply_demonitor]]),
    %% after DOWN: which are still alive
    p([{O, begin H = host(), M = monitor(process, H, [{alias, O}]), quit(H, x), down(H, M), {twice(M), unalias(M)} end} || O <- [explicit_unalias, demonitor, reply_demonitor]]),
    %% after demonitor
    p([{O, begin H = host(), M = monitor(process, H, [{alias, O}]), demonitor(M), {twice(M), unalias(M)} end} || O <- [explicit_unalias, demonitor, reply_demonitor]]),
    %% after unalias the monitor stays
    p([{O, begin H = host(), M = monitor(process, H, [{alias, O}]), U = {unalias(M), unalias(M)}, quit(H, y), {U, downs(M)} end} || O <- [explicit_unalias, demonitor, reply_demonitor]]),
    %% a call that gives up: the reply that comes after is dropped
    S = spawn(fun Loop() -> receive {call, R, Gate} -> receive {Gate, go} -> ok end, R ! {R, reply}, Loop(); {sync, P} -> P ! synced, Loop() end end),
    M = monitor(process, S, [{alias, reply_demonitor}]), G = make_ref(),
    S ! {call, M, G}, p(receive {M, V} -> V after 0 -> demonitor(M, [flush]), gave_up end),
    S ! {G, go}, S ! {sync, self()}, receive synced -> ok end, p(all()),
    %% one that does not
    M2 = monitor(process, S, [{alias, reply_demonitor}]), S ! {call, M2, G}, S ! {G, go}, p(receive {M2, V2} -> V2 end), p({process_info(self(), monitors), demonitor(M2, [info])}),
    %% the alias as destination of every kind of send
    A = alias(), erlang:send(A, a), erlang:send(A, b, [nosuspend, noconnect]), erlang:send_nosuspend(A, c), A ! d, p(all()),
    p([unalias(A), unalias(A)]), A ! e, p(all()),
    p([t(fun() -> unalias(X) end) || X <- [make_ref(), a, self()]]),
    p([t(fun() -> alias(X) end) || X <- [[x], reply, [reply, x]]]),
    p([t(fun() -> monitor(process, self(), [{alias, X}]) end) || X <- [x, [], true]]),
    %% of a process that died
    H = host(), AH = run(H, fun() -> alias() end), quit(H, z), AH ! nobody, p(t(fun() -> unalias(AH) end)), p(all()).

twice(A) -> [A ! N || N <- [1, 2]], R = receive 1 -> receive 2 -> both after 0 -> once end after 0 -> none end, R.
downs(M) -> receive {'DOWN', M, _, _, R} -> R after 20 -> none end.
