%% A name used again and again: freed by death, by unregister, taken by another at once; whereis, registered and sends in between.
-module(reg_reuse).
-export([main/0]).
-include("proc.hrl").

main() ->
    %% the name is free as soon as the death can be seen
    p([begin P = spawn(fun() -> register(reg_reuse_n, self()), receive stop -> ok end end), waits(P), reg_reuse_n ! stop, died(P), whereis(reg_reuse_n) end || _ <- lists:seq(1, 50)] -- lists:duplicate(50, undefined)),
    %% who has it, two names are refused, unregister of another's name is allowed
    H = host(), G = host(),
    p({register(n1, H), t(fun() -> register(n1, G) end), t(fun() -> register(n2, H) end), whereis(n2)}),
    p(run(G, fun() -> unregister(n1) end)),
    p({t(fun() -> unregister(n1) end), process_info(H, registered_name)}),
    p({register(n2, H), process_info(H, registered_name), whereis(n2) =:= H}),
    %% bad names and bad processes
    p([t(fun() -> register(N, self()) end) || N <- [undefined, "n", 1, {n}]]),
    p([t(fun() -> register(n9, P) end) || P <- [x, 1, make_ref()]]),
    p([t(fun() -> whereis(N) end) || N <- ["n", 1, undefined]]),
    p([t(fun() -> unregister(N) end) || N <- [undefined, n9, 1]]),
    D = spawn(fun() -> ok end), died(D),
    p(t(fun() -> register(n3, D) end)),
    %% sends to a name go to who has it then
    register(n4, self()), n4 ! a, unregister(n4), unregister(n2), p(t(fun() -> n4 ! b end)), register(n4, H), n4 ! c, p({all(), process_info(H, registered_name)}),
    p(unregister(n4)), p(t(fun() -> unregister(n4) end)),
    %% races: many processes want it, exactly one gets it each round
    p(lists:usort([begin
        Self = self(),
        Ps = [spawn(fun() -> receive go -> ok end, W = try register(n5, self()) catch error:badarg -> false end, Self ! {won, W}, receive stop -> ok end end) || _ <- lists:seq(1, 8)],
        [P ! go || P <- Ps],
        Ws = [receive {won, W} -> W end || _ <- Ps],
        Ms = [monitor(process, P) || P <- Ps], [P ! stop || P <- Ps], [receive {'DOWN', M, _, _, _} -> ok end || M <- Ms],
        length([x || true <- Ws])
    end || _ <- lists:seq(1, 10)])),
    %% a killed owner, a monitor by the old name, a new owner: the monitor is of the old process
    A = host(), register(n6, A), M = monitor(process, n6), exit(A, kill), receive {'DOWN', M, process, {n6, N}, R} -> p({N =:= node(), R}) end,
    B = host(), register(n6, B), M2 = monitor(process, n6), unregister(n6), C = host(), register(n6, C), quit(B, old),
    receive {'DOWN', M2, process, {n6, _}, R2} -> p(R2) end, p(whereis(n6) =:= C),
    p([lists:member(X, registered()) || X <- [n1, n2, n4, n5, n6]]),
    [quit(X, ok) || X <- [H, G, C]],
    p([whereis(X) || X <- [n1, n2, n4, n5, n6]]).
