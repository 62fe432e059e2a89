%% Walking an ordered_set of a million rows with next, by one process.
-module(ordered_next_1m).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [ordered_set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    loop(T, ets:first(T), 0).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, 0}), fill(T, N - 1).
loop(_, '$end_of_table', N) -> N;
loop(T, K, N) -> loop(T, ets:next(T, K), N + 1).
