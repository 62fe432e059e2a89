%% A selection over a million rows, a hundredth of which match, with a body.
-module(select_some).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    length(ets:select(T, [{{'$1', '$2', '_'}, [{'<', '$2', 10}], [{{'$1', '$2'}}]}])).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N rem 1000, atom}), fill(T, N - 1).
