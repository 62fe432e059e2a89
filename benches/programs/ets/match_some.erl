%% match over a million rows, a thousandth of which match.
-module(match_some).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    length(ets:match(T, {'$1', 7, '_'})).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N rem 1000, atom}), fill(T, N - 1).
