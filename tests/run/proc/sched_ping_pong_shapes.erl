%% Messages round rings, stars and grids of processes with work between; counts, sums and orders that do not depend on who runs when.
-module(sched_ping_pong_shapes).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([ring(N, L) || {N, L} <- [{1, 5}, {2, 10}, {10, 10}, {50, 4}]]), p(star(20, 10)), p(grid(6)), p(sieve(60)), p(merge(lists:seq(1, 40))), p(barrier(10, 4)), p(flood(50, 20)), p(election([5, 2, 9, 1, 7])), p(all()).

ring(N, L) -> Self = self(), First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> relay(Next) end) end, Self, lists:seq(1, N)), First ! {token, 0}, R = turn(First, L, 0), First ! stop, receive stop -> R end.
turn(_, 0, S) -> S; turn(F, L, _) -> receive {token, T} -> L > 1 andalso (F ! {token, T}), turn(F, L - 1, T) end.
relay(Next) -> receive {token, T} -> Next ! {token, T + 1}, relay(Next); stop -> Next ! stop end.
star(N, K) -> Self = self(), Hub = spawn_link(fun() -> hub(0, N * K, Self) end), [spawn_link(fun() -> [begin Hub ! {self(), I}, receive {Hub, V} -> V = I * 2 end end || I <- lists:seq(1, K)] end) || _ <- lists:seq(1, N)], receive {hub, S} -> S end.
hub(S, 0, To) -> To ! {hub, S}; hub(S, N, To) -> receive {P, I} -> P ! {self(), I * 2}, hub(S + I, N - 1, To) end.
grid(N) -> Self = self(), Cells = maps:from_list([{{X, Y}, spawn_link(fun() -> cell(X, Y, Self) end)} || X <- lists:seq(1, N), Y <- lists:seq(1, N)]), [C ! {cells, Cells} || C <- maps:values(Cells)], map_get({1, 1}, Cells) ! {path, 1}, receive {corner, V} -> [C ! stop || C <- maps:values(Cells)], V end.
cell(X, Y, To) -> receive {cells, Cs} -> Ins = length([x || {DX, DY} <- [{-1, 0}, {0, -1}], is_map_key({X + DX, Y + DY}, Cs)]), V = lists:sum([receive {path, P} -> P end || _ <- lists:seq(1, max(1, Ins))]), Outs = [map_get(K, Cs) || K <- [{X + 1, Y}, {X, Y + 1}], is_map_key(K, Cs)], case Outs of [] -> To ! {corner, V}; _ -> [O ! {path, V} || O <- Outs] end, receive stop -> ok end end.
sieve(N) -> Self = self(), F = spawn_link(fun() -> filter(Self, []) end), [F ! I || I <- lists:seq(2, N)], F ! done, receive {primes, L} -> L end.
filter(To, L) -> receive done -> To ! {primes, lists:reverse(L)}; I when is_integer(I) -> self() ! {next, I, To, L}, receive {next, I, To, L} -> Next = spawn_link(fun() -> filter(To, [I | L]) end), pass(I, Next) end end.
pass(P, Next) -> receive done -> Next ! done; I when I rem P =/= 0 -> Next ! I, pass(P, Next); I when is_integer(I) -> pass(P, Next) end.
merge([X]) -> [X]; merge(L) -> {A, B} = lists:split(length(L) div 2, lists:reverse(L)), Self = self(), Rs = [begin R = make_ref(), spawn_link(fun() -> Self ! {R, lists:sort(merge(H))} end), R end || H <- [A, B]], [X, Y] = [receive {R, S} -> S end || R <- Rs], lists:merge(X, Y).
barrier(N, Rounds) -> Self = self(), B = spawn_link(fun() -> wait_all(N, N, []) end), [spawn_link(fun() -> [begin B ! {here, self()}, receive go -> ok end, Self ! {passed, R} end || R <- lists:seq(1, Rounds)] end) || _ <- lists:seq(1, N)], L = [receive {passed, R} -> R end || _ <- lists:seq(1, N * Rounds)], unlink(B), exit(B, kill), {lists:sort(L) =:= L orelse close_to(L, N), length(L)}.
close_to(L, N) -> lists:all(fun({I, R}) -> R =< (I - 1 + N) div N + 1 end, lists:enumerate(L)).
wait_all(0, N, Ps) -> [P ! go || P <- Ps], wait_all(N, N, []); wait_all(K, N, Ps) -> receive {here, P} -> wait_all(K - 1, N, [P | Ps]) end.
flood(N, K) -> Self = self(), Sink = spawn_link(fun() -> sink(0, N * K, Self) end), [spawn_link(fun() -> [Sink ! {x, I * J} || J <- lists:seq(1, K)] end) || I <- lists:seq(1, N)], receive {sum, S} -> S end.
sink(S, 0, To) -> To ! {sum, S}; sink(S, N, To) -> receive {x, V} -> sink(S + V, N - 1, To) end.
election(Ids) -> Self = self(), Ps = [spawn_link(fun() -> receive {next, P} -> P ! {id, Id}, elect(Id, Id, P, Self) end end) || Id <- Ids], [P ! {next, Q} || {P, Q} <- lists:zip(Ps, tl(Ps) ++ [hd(Ps)])], lists:usort([receive {leader, L} -> L end || _ <- Ps]).
elect(Id, Best, Next, To) -> receive {id, Id} when Best =:= Id -> Next ! {leader, Id}, elect(Id, Id, Next, To); {id, X} when X > Best -> Next ! {id, X}, elect(Id, X, Next, To); {id, _} -> elect(Id, Best, Next, To); {leader, L} -> L =/= Id andalso (Next ! {leader, L}), To ! {leader, L} end.
