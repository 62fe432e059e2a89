-module(deep_recursion).
-export([run/0]).
run() -> sum(3000000).
sum(0) -> 0;
sum(N) -> N + sum(N - 1).
