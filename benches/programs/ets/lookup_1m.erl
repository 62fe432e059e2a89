%% lookup of keys in a scattered order in a set of a million rows, by one process.
-module(lookup_1m).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    loop(T, 300000, 1, 0).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N}), fill(T, N - 1).
loop(_, 0, _, Sum) -> Sum;
loop(T, N, K, Sum) ->
    [{_, V}] = ets:lookup(T, K),
    loop(T, N - 1, (K + 618033) rem 1000000 + 1, (Sum + V) band 16#ffffffff).
