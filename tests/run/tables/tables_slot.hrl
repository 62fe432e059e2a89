%% slot reaches every object once.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    p(ets:slot(new([]), 0)),
    true = ets:insert(T, [{I, x} || I <- lists:seq(1, 400)]),
    true = ets:insert(T, {5, y}),
    Slots = fun Slots(I) -> case ets:slot(T, I) of '$end_of_table' -> []; L -> L ++ Slots(I + 1) end end,
    L = Slots(0),
    p({length(L) =:= ets:info(T, size), lists:sort(L) =:= all(T)}),
    p(e(fun() -> ets:slot(T, -1) end)),
    p(e(fun() -> ets:slot(T, a) end)),
    p(e(fun() -> ets:slot(T, 1000000) end)),
    p(e(fun() -> ets:slot(no_such_table, 0) end)).
