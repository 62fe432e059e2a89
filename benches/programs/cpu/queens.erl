-module(queens).
-export([run/0]).
run() -> length(queens(8)) + length(queens(8)).
queens(N) -> place(N, N).
place(0, _) -> [[]];
place(K, N) -> [[Q | B] || B <- place(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, B)].
safe(_, _, []) -> true;
safe(Q, D, [C | B]) -> Q =/= C andalso Q =/= C + D andalso Q =/= C - D andalso safe(Q, D + 1, B).
