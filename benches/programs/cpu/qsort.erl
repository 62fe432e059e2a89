-module(qsort).
-export([run/0]).
run() -> lists:sum([lists:nth(500, qsort(random(3000, S))) || S <- lists:seq(1, 25)]).
qsort([]) -> [];
qsort([P | T]) -> qsort([X || X <- T, X < P]) ++ [P | qsort([X || X <- T, X >= P])].
random(0, _) -> [];
random(N, S) -> X = (S * 1103515245 + 12345) band 16#7fffffff, [X | random(N - 1, X)].
