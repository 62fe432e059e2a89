%% Transfers between accounts through one writer, readers of snapshots, rollbacks and a journal.
-module(transactions_on_ets).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    T = ets:new(acc, [ordered_set, public]), ets:insert(T, [{a, 100}, {b, 50}, {c, 0}]), Me = self(), W = spawn(fun() -> writer(T, []) end), Tx = fun(F) -> W ! {tx, self(), F}, receive {W, R} -> R end end, Move = fun(X, Y, N) -> Tx(fun(G, P) -> Fx = G(X), Fx >= N orelse throw({short, X, Fx}), P(X, Fx - N), P(Y, G(Y) + N), {ok, G(X)} end) end, show("moves", [Move(a, b, 30), Move(b, c, 80), Move(c, a, 100), Move(a, zz, 1)]), show("state", ets:tab2list(T)), show("crash", Tx(fun(G, P) -> P(a, G(a) * 10), error(boom) end)), show("unchanged", ets:tab2list(T)), Ps = [spawn(fun() -> Me ! {self(), [Move(X, Y, 1) || _ <- lists:seq(1, 10)]} end) || {X, Y} <- [{a, b}, {b, c}, {c, a}]], Rs = [receive {P, L} -> length([x || {ok, _} <- L]) end || P <- Ps], show("concurrent", {lists:all(fun(N) -> N >= 0 end, Rs), lists:sum([N || {_, N} <- ets:tab2list(T)])}), W ! {journal, self()}, show("journal", receive {journal, J} -> lists:sublist(J, 2) end), W ! stop, ok.
writer(T, J) ->
    receive
        {tx, From, F} -> put(ch, #{}), G = fun(K) -> case get(ch) of #{K := V} -> V; _ -> case ets:lookup(T, K) of [{_, V}] -> V; [] -> throw({none, K}) end end end, P = fun(K, V) -> put(ch, (get(ch))#{K => V}), ok end, R = try F(G, P) of V -> ets:insert(T, maps:to_list(get(ch))), V catch C:E -> {aborted, C, E} end, From ! {self(), R}, writer(T, case R of {aborted, _, _} -> J; _ -> J ++ [lists:sort(maps:keys(get(ch)))] end);
        {journal, From} -> From ! {journal, J}, writer(T, J);
        stop -> ok
    end.
