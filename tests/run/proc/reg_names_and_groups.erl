%% Names beside links, monitors, sends and exits: exit/2 and link want pids, whereis after every way of ending, name of the dying in after, swapping two processes' names.
-module(reg_names_and_groups).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([begin P = spawn(fun() -> register(rng_a, self()), receive go -> F() end end), waits(P), M = monitor(process, rng_a), rng_a ! go, R = receive {'DOWN', M, process, {rng_a, _}, X} -> brief(X) end, {R, whereis(rng_a)} end || F <- [fun() -> ok end, fun() -> exit(x) end, fun() -> error(y) end, fun() -> throw(z) end, fun() -> exit(self(), kill) end, fun() -> exit(whereis(rng_a), w) end]]),
    p([t(fun() -> F(rng_a) end) || F <- [fun(N) -> exit(N, x) end, fun link/1, fun unlink/1, fun is_process_alive/1, fun process_info/1, fun(N) -> group_leader(self(), N) end, fun erlang:suspend_process/1, fun garbage_collect/1]]),
    %% in after the name is still there
    Self = self(), P1 = spawn(fun() -> register(rng_b, self()), try receive go -> exit(x) end after Self ! {in_after, whereis(rng_b) =:= self()} end end), waits(P1), rng_b ! go, p(receive {in_after, V} -> V end), died(P1), p(whereis(rng_b)),
    %% two swap names
    A = host(), B = host(), register(rng_1, A), register(rng_2, B), unregister(rng_1), unregister(rng_2), register(rng_1, B), register(rng_2, A), p([whereis(rng_1) =:= B, process_info(A, registered_name), process_info(B, registered_name)]),
    %% a name and its use in the same expression
    p(begin register(rng_me, Self), {rng_me ! hello, receive X -> X end, unregister(rng_me)} end), p(t(fun() -> unregister(rng_me) end)), p({whereis(rng_me), lists:member(rng_me, registered()), lists:member(rng_1, registered())}),
    %% monitors by name of nothing, of the own name
    M0 = monitor(process, nobody_of_this_name), p(receive {'DOWN', M0, process, {nobody_of_this_name, N}, R0} -> {N =:= node(), R0} end), register(rng_me, Self), M1 = monitor(process, rng_me), p({demonitor(M1, [info]), process_info(self(), monitors)}), unregister(rng_me),
    p([t(fun() -> monitor(process, X) end) || X <- [1, "n", {a, b, c}, {1, node()}]]), M2 = monitor(process, {rng_1, node()}), quit(B, bye), p(receive {'DOWN', M2, process, {rng_1, _}, R2} -> R2 end), p(whereis(rng_1)), p(whereis(rng_2) =:= A), exit(A, kill),
    %% many names, one after the other, for one process
    H = host(), p(lists:usort([begin Nm = list_to_atom("rng_x" ++ integer_to_list(I)), register(Nm, H), {registered_name, Nm} = process_info(H, registered_name), unregister(Nm) end || I <- lists:seq(1, 50)])), p(process_info(H, registered_name)).

brief({R, [_ | _]}) -> R; brief(R) -> R.
