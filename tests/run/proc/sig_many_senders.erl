%% Many senders to one receiver: per sender the order holds, whatever the interleaving; nothing is lost or doubled.
-module(sig_many_senders).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    N = 40, K = 100,
    Senders = [spawn_link(fun() -> [begin Self ! {S, I}, I rem 7 =:= 0 andalso erlang:yield() end || I <- lists:seq(1, K)] end) || S <- lists:seq(1, N)],
    Seen = take(N * K, #{}),
    p([length(Senders), map_size(Seen), lists:all(fun(L) -> L =:= lists:seq(K, 1, -1) end, maps:values(Seen))]),
    %% selective: one sender's messages first, from a mailbox that fills meanwhile
    Others = [spawn_link(fun() -> receive go -> [Self ! {S, I} || I <- lists:seq(1, K)] end end) || S <- lists:seq(1, 8)],
    [P ! go || P <- Others],
    Order = [8, 1, 4],
    p([[I || _ <- lists:seq(1, K), I <- [receive {S, J} -> J end]] =:= lists:seq(1, K) || S <- Order]),
    p(maps:map(fun(_, L) -> {hd(L), lists:last(L), length(L)} end, maps:with([2], take(5 * K, #{})))),
    %% through a relay that keeps order, and one that reverses every pair
    Relay = spawn_link(fun Loop() -> receive {to, P, M} -> P ! M, Loop() end end),
    Swap = spawn_link(fun Loop() -> receive {to, P, M} -> receive {to, P, M2} -> P ! M2, P ! M, Loop() end end end),
    [Relay ! {to, Self, I} || I <- lists:seq(1, 10)],
    p([receive X -> X end || _ <- lists:seq(1, 10)]),
    [Swap ! {to, Self, I} || I <- lists:seq(1, 10)],
    p([receive X -> X end || _ <- lists:seq(1, 10)]),
    %% relay chains of different length: order holds within each chain
    Chains = [lists:foldl(fun(_, To) -> spawn_link(fun Loop() -> receive M -> To ! M, Loop() end end) end, Self, lists:seq(1, D)) || D <- [1, 5, 25]],
    [C ! {D, I} || I <- lists:seq(1, 20), {C, D} <- lists:zip(Chains, [1, 5, 25])],
    p([V =:= lists:seq(20, 1, -1) || V <- maps:values(take(60, #{}))]),
    p(all()).

take(0, Seen) -> Seen;
take(N, Seen) -> receive {S, I} -> take(N - 1, Seen#{S => [I | maps:get(S, Seen, [])]}) end.
