%% Receives inside clauses of receives, in guards' functions called between, with the mailbox filled in unhelpful orders; what stays is in order.
-module(recv_nested_selective).
-export([main/0]).
-include("proc.hrl").

main() ->
    send([c, b, a, d, {n, 3}, {n, 1}, {n, 2}, x]),
    p(receive a -> receive b -> receive c -> abc end end end), p(all()),
    send([{n, 3}, {n, 1}, {n, 2}]), p(sorted(1)), p(all()),
    send([open, 1, open, 2, close, 3, close, 4]), p(tree()), p(all()),
    send([{k, 2, two}, {k, 1, one}, {k, 3, three}]), p([fetch(K) || K <- [1, 2, 3]]),
    send([1, 2, 3, 4, 5, 6]), p([receive X when X rem 2 =:= 0 -> receive Y when Y > X -> {X, Y} after 0 -> {X, none} end end || _ <- [1, 2, 3]]), p(all()),
    %% a clause that looks again at what an outer one refused
    send([no, maybe_so, yes]), p(receive yes -> receive no -> first_no after 0 -> gone end end), p(all()),
    %% the saved queue after an exception in a clause
    send([1, bad, 2]), p(t(fun() -> receive bad -> error(in_clause) end end)), p(all()),
    send([1, 2]), p(t(fun() -> receive X when X > 1 -> throw({got, X}) end end)), p(receive Z -> Z end),
    %% messages that arrive while a nested receive waits
    H = host(), Self = self(),
    run(H, fun() -> Self ! outer, erlang:send_after(2, Self, inner), ok end),
    p(receive outer -> receive inner -> receive late -> late after 0 -> {inner, none} end end end),
    %% timeouts in nests: the inner does not restart the outer's queue
    send([a, b]), p(receive q -> q after 0 -> receive b -> receive q -> q after 0 -> receive a -> {b, a} end end end end),
    %% patterns with values bound by the outer receive
    send([{pair, 1, x}, {pair, 2, y}, {want, 2}]), p(receive {want, N} -> receive {pair, N, V} -> V end end), p(all()),
    R1 = make_ref(), send([{ref, R1}, {R1, found}, {make_ref(), other}]), p(receive {ref, R} -> receive {R, F} -> F end end), p([V || {_, V} <- all()]),
    %% a fun that receives, called in the clause and passed the rest
    send([1, 2, 3, stop]), p((fun Loop(Acc) -> receive stop -> Acc; I when is_integer(I) -> receive J when J =:= I + 1 -> Loop([{I, J} | Acc]) after 0 -> Loop([I | Acc]) end end end)([])), p(all()),
    send([1, 2, 3]), p(receive 3 -> all() end).

send(L) -> [self() ! X || X <- L], ok.
sorted(N) -> receive {n, N} -> [N | sorted(N + 1)] after 0 -> [] end.
tree() -> receive open -> [tree() | tree()]; close -> []; N when is_integer(N) -> [N | tree()] after 0 -> [] end.
fetch(K) -> receive {k, K, V} -> V end.
