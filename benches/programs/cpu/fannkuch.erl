-module(fannkuch).
-export([run/0]).
run() -> lists:max([flips(P, 0) || P <- perms(lists:seq(1, 7))]).
flips([1 | _], N) -> N;
flips([K | _] = P, N) -> {A, B} = lists:split(K, P), flips(lists:reverse(A) ++ B, N + 1).
perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
