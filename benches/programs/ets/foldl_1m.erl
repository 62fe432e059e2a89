%% A fold over a million rows.
-module(foldl_1m).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    ets:foldl(fun({_, V, _}, A) -> V + A end, 0, T).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N rem 1000, atom}), fill(T, N - 1).
