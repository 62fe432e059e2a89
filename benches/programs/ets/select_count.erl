%% A count over a million rows, a thousandth of which match.
-module(select_count).
-export([run/0]).
run() ->
    T = case get(t) of
            undefined ->
                New = ets:new(t, [set, public]),
                fill(New, 1000000), put(t, New), New;
            Old -> Old
        end,
    ets:select_count(T, [{{'_', '$1', '_'}, [{'==', '$1', 7}], [true]}]).
fill(_, 0) -> ok;
fill(T, N) -> ets:insert(T, {N, N rem 1000, atom}), fill(T, N - 1).
