%% Aliases across ends of processes, collections and copies: an alias of another process may be sent to by anybody, dies with it, is never reused.
-module(alias_process_death_and_names).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(), A = run(H, fun() -> alias() end), p(is_reference(A)),
    A ! one, A ! two, p(run(H, fun() -> all() end)),
    %% unknown to others: only the owner may drop it
    p([unalias(A), run(host(), fun() -> unalias(A) end), run(H, fun() -> unalias(A) end), run(H, fun() -> unalias(A) end)]), A ! three, p(run(H, fun() -> all() end)),
    %% passed on as text, binary, in messages, kept in a table
    B = run(H, fun() -> alias() end), B2 = binary_to_term(term_to_binary(B)), B2 ! by_copy, T = ets:new(t, []), ets:insert(T, {k, B}), ets:lookup_element(T, k, 2) ! by_table, p(run(H, fun() -> all() end)), ets:delete(T),
    %% a thousand aliases, every other one dropped
    As = run(H, fun() -> [alias() || _ <- lists:seq(1, 200)] end), run(H, fun() -> [unalias(X) || {I, X} <- lists:enumerate(As), I rem 2 =:= 0], garbage_collect(), ok end),
    [X ! {n, I} || {I, X} <- lists:enumerate(As)], p(run(H, fun() -> L = [I || {n, I} <- all()], {length(L), [I || I <- L, I rem 2 =:= 0]} end)),
    %% reply aliases: each takes one, whoever is first
    R = alias([reply]), Ps = [spawn(fun() -> R ! {from, I} end) || I <- lists:seq(1, 20)], [died(P) || P <- Ps], p(length([x || {from, _} <- all()])), p(unalias(R)),
    %% monitor with an alias of a process that is already dead: DOWN comes, alias kinds differ
    D = spawn(fun() -> ok end), died(D),
    p([begin M = monitor(process, D, [{alias, O}]), W = down(D, M), M ! still, X = receive still -> yes after 0 -> no end, {O, W, X, unalias(M)} end || O <- [explicit_unalias, demonitor, reply_demonitor]]),
    %% monitor by name, with alias and tag
    register(alias_named, H), M2 = monitor(process, alias_named, [{alias, reply_demonitor}, {tag, named_down}]), H ! {run, self(), x, fun() -> M2 ! {M2, via} end}, p(receive {M2, V} -> V end), p(demonitor(M2, [info])), receive {x, _} -> ok end,
    M3 = monitor(process, alias_named, [{tag, {t, 1}}]), quit(H, gone), p(receive {{t, 1}, M3, process, {alias_named, _}, W3} -> W3 end),
    %% to an alias of a dead process: nothing happens, the value is the message
    p(B ! nobody), p(t(fun() -> erlang:send(B, x, []) end)),
    %% the same process may have an alias and monitors of itself
    S = monitor(process, self(), [{alias, explicit_unalias}]), S ! to_me, p({all(), unalias(S), demonitor(S, [info])}), p(all()).
