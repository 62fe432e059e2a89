%% Filling a set with rows in a scattered order of keys, by one process.
-module(insert_1m).
-export([run/0]).
run() ->
    T = ets:new(t, [set, public]),
    fill(T, 300000, 1),
    Size = ets:info(T, size),
    ets:delete(T),
    Size.
fill(_, 0, _) -> ok;
fill(T, N, K) -> ets:insert(T, {K, N}), fill(T, N - 1, (K + 618033) rem 1000000 + 1).
