%% update_counter of scattered keys in a set of a million rows, by one process.
-module(counter_1m).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    loop(T, 300000, 1).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, 0}), fill(T, N - 1).
loop(_, 0, _) -> ok;
loop(T, N, K) ->
    ets:update_counter(T, K, 1),
    loop(T, N - 1, (K + 618033) rem 1000000 + 1).
