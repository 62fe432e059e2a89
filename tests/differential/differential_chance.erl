%% Chance for the generators of tests/differential: the same numbers for the same seed on any system.
-module(differential_chance).
-export([seed/1, rnd/1, pick/1, often/1]).

seed(Seed) -> put(rng, Seed).

%% Below N.
rnd(N) ->
    X = (get(rng) * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF,
    put(rng, X),
    (X bsr 33) rem N.

pick(List) -> lists:nth(rnd(length(List)) + 1, List).

often(Percent) -> rnd(100) < Percent.
