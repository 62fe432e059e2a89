%% A million rows into a list.
-module(tab2list_1m).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    length(ets:tab2list(T)).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N rem 1000, atom}), fill(T, N - 1).
