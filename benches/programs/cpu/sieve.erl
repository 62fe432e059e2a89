-module(sieve).
-export([run/0]).
run() -> length(sieve(lists:seq(2, 12000))).
sieve([P | T]) when P * P > 12000 -> [P | T];
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].
