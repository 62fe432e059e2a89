%% atomics: what is refused.
-module(tables_atomics_errors).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    A = atomics:new(2, []), C = counters:new(2, []),
    [p(e(F)) || F <- [fun() -> atomics:new(0, []) end, fun() -> atomics:new(-1, []) end, fun() -> atomics:new(a, []) end,
     fun() -> atomics:new(1, [{signed, x}]) end, fun() -> atomics:new(1, [x]) end, fun() -> atomics:new(1, x) end,
     fun() -> atomics:new(1, [{signed, true} | x]) end, fun() -> is_reference(atomics:new(1, [{signed, true}, {signed, false}])) end,
     fun() -> atomics:get(A, 0) end, fun() -> atomics:get(A, 3) end, fun() -> atomics:get(A, x) end, fun() -> atomics:get(A, 1.0) end,
     fun() -> atomics:get(x, 1) end, fun() -> atomics:get(make_ref(), 1) end, fun() -> atomics:put(A, 1, 1.0) end,
     fun() -> atomics:put(A, 1, x) end, fun() -> atomics:add(A, 9, 1) end, fun() -> atomics:sub(A, 1, x) end,
     fun() -> atomics:add_get(A, 0, 1) end, fun() -> atomics:sub_get(A, 1, "x") end, fun() -> atomics:exchange(A, 5, 1) end,
     fun() -> atomics:compare_exchange(A, 1, x, 1) end, fun() -> atomics:compare_exchange(A, 1, 1, x) end,
     fun() -> atomics:info(x) end, fun() -> atomics:get(A, 1 bsl 70) end, fun() -> counters:get(C, 3) end]].
