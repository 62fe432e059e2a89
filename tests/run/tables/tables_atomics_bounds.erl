%% atomics: wrapping round, bounds, unsigned.
-module(tables_atomics_bounds).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Max = (1 bsl 63) - 1, Min = -(1 bsl 63), UMax = (1 bsl 64) - 1,
    S = atomics:new(1, [{signed, true}]),
    atomics:put(S, 1, Max), p(atomics:add_get(S, 1, 1)), p(atomics:sub_get(S, 1, 1)),
    atomics:put(S, 1, Min), p(atomics:get(S, 1)),
    [p(e(fun() -> atomics:put(S, 1, V) end)) || V <- [Max + 1, Min - 1, UMax, UMax + 1, 1 bsl 100]],
    [p(e(fun() -> atomics:add(S, 1, V) end)) || V <- [Max, Min, Max + 1, UMax, UMax + 1, Min - 1]],
    U = atomics:new(2, [{signed, false}]),
    p(maps:with([min, max, size], atomics:info(U)) =:= #{min => 0, max => UMax, size => 2}),
    p(atomics:sub_get(U, 1, 1)), p(atomics:add_get(U, 1, 1)), p(atomics:put(U, 1, UMax)), p(atomics:get(U, 1)),
    [p(e(fun() -> atomics:put(U, 1, V) end)) || V <- [-1, UMax + 1, Min]],
    [p(e(fun() -> atomics:add_get(U, 2, V) end)) || V <- [-1, UMax, Min, UMax + 1, Min - 1]],
    p(e(fun() -> atomics:exchange(U, 2, -1) end)),
    p(e(fun() -> atomics:compare_exchange(U, 2, -1, 0) end)),
    p(e(fun() -> atomics:compare_exchange(U, 2, 0, UMax) end)),
    p(atomics:get(U, 2)).
