%% A ring of linked processes: all of them end when one does, except those that trap.
-module(link_ring).
-export([main/0]).
-include("proc.hrl").

main() ->
    p("all plain", ring(20, fun(_) -> false end)),
    %% one that traps breaks neither side of the ring: the news comes round both ways
    p("one traps", ring(20, fun(I) -> I =:= 7 end)),
    p("one at the end traps", ring(20, fun(I) -> I =:= 20 end)).

ring(N, Traps) ->
    Pids = [begin P = host(), _ = run(P, fun() -> process_flag(trap_exit, Traps(I)) end), P end || I <- lists:seq(1, N)],
    lists:foreach(fun({A, B}) -> run(A, fun() -> link(B) end) end, lists:zip(Pids, tl(Pids) ++ [hd(Pids)])),
    Ms = [{I, P, monitor(process, P), Traps(I)} || {I, P} <- lists:enumerate(Pids)],
    hd(Pids) ! {quit, ring},
    Ends = [{I, down(P, M)} || {I, P, M, false} <- Ms] ++ [{I, down(P, M)} || {1, P, M, true} = {I, _, _, _} <- Ms],
    Alive = [{I, run(P, fun() -> settle(length([x || {J, _, _, _} <- Ms, lists:member(J, near(I, N)), gone(J, Ms)])) end)}
             || {I, P, _, true} <- Ms, I =/= 1],
    [exit(P, kill) || P <- Pids],
    {length(Ends), lists:usort([R || {_, R} <- Ends]), Alive}.

near(I, N) -> [(I - 2 + N) rem N + 1, I rem N + 1].
gone(J, Ms) -> {J, _, _, Traps} = lists:keyfind(J, 1, Ms), J =:= 1 orelse not Traps.
settle(K) -> lists:sort([receive {'EXIT', _, R} -> R end || _ <- lists:seq(1, K)]).
