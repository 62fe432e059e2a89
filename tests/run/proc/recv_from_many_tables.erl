%% Collecting from many: first of several, all of several with a deadline, quorum, cancelling the rest, collecting by sender and by arrival.
-module(recv_from_many_tables).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(first([fun() -> never() end, fun() -> quick end, fun() -> never() end])), p(lists:sort(all_of([fun() -> I * I end || I <- lists:seq(1, 10)]))), p(in_order([fun() -> I * I end || I <- lists:seq(1, 10)])), p(quorum(3, [fun() -> yes end || _ <- lists:seq(1, 3)] ++ [fun never/0, fun never/0])), p(mixed([fun() -> 1 end, fun() -> exit(bad) end, fun() -> error(worse) end, fun never/0, fun() -> 5 end], 20)),
    p(nested(3)), p(lists:sum(in_order([fun() -> lists:sum(in_order([fun() -> J * I end || J <- [1, 2, 3]])) end || I <- [1, 2, 3]]))), p(pmap(fun(X) -> X * 2 end, lists:seq(1, 30), 4)), p(t(fun() -> in_order([fun() -> 1 end, fun() -> exit(inside) end]) end)), p(all()), p(element(2, process_info(self(), monitors))).

never() -> receive never -> ok end.
start(F) -> S = self(), {P, M} = spawn_monitor(fun() -> S ! {self(), F()} end), {P, M}.
first(Fs) -> W = [start(F) || F <- Fs], R = receive {P, V} when is_pid(P) -> V end, stop(W), R.
stop(W) -> [begin exit(P, kill), down_or(P, M), flush(P) end || {P, M} <- W].
down_or(P, M) -> receive {'DOWN', M, _, P, _} -> ok end.
flush(P) -> receive {P, _} -> flush(P) after 0 -> ok end.
all_of(Fs) -> W = [start(F) || F <- Fs], R = [receive {P, V} when is_pid(P) -> V end || _ <- W], [down_or(P, M) || {P, M} <- W], R.
in_order(Fs) -> W = [start(F) || F <- Fs], Rs = [receive {P, V} -> demonitor(M, [flush]), {ok, V}; {'DOWN', M, _, P, R} -> {failed, R} end || {P, M} <- W], case [R || {failed, R} <- Rs] of [] -> [V || {ok, V} <- Rs]; [R | _] -> exit({failed, R}) end.
quorum(N, Fs) -> W = [start(F) || F <- Fs], R = [receive {P, V} when is_pid(P) -> V end || _ <- lists:seq(1, N)], stop(W), R.
mixed(Fs, T) -> W = [start(F) || F <- Fs], Tm = erlang:start_timer(T, self(), stop), R = [receive {P, V} -> {ok, V}; {'DOWN', M, _, P, Why} -> {down, case Why of {E, [_ | _]} -> E; E -> E end}; {timeout, Tm, stop} -> self() ! {timeout, Tm, stop}, late end || {P, M} <- W], erlang:cancel_timer(Tm), receive {timeout, Tm, stop} -> ok after 0 -> ok end, [exit(P, kill) || {P, _} <- W], [receive {'DOWN', M, _, _, _} -> ok after 0 -> demonitor(M, [flush]) end || {_, M} <- W], [flush(P) || {P, _} <- W], R.
nested(0) -> leaf; nested(N) -> [X] = in_order([fun() -> {N, nested(N - 1)} end]), X.
pmap(F, L, K) -> {Now, Later} = lists:split(min(K, length(L)), L), W = [start(fun() -> F(X) end) || X <- Now], pmap(F, Later, W, []).
pmap(_, [], [], Acc) -> lists:reverse(Acc); pmap(F, L, [{P, M} | W], Acc) -> V = receive {P, X} -> demonitor(M, [flush]), X end, case L of [Y | T] -> pmap(F, T, W ++ [start(fun() -> F(Y) end)], [V | Acc]); [] -> pmap(F, [], W, [V | Acc]) end.
