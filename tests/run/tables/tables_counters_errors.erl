%% counters: what is refused.
-module(tables_counters_errors).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    C = counters:new(2, [write_concurrency]), A = atomics:new(2, []),
    [p(e(F)) || F <- [fun() -> counters:new(0, []) end, fun() -> counters:new(x, []) end, fun() -> counters:new(1, [x]) end,
     fun() -> counters:new(1, x) end, fun() -> counters:new(1, [atomics | x]) end, fun() -> counters:get(C, 0) end, fun() -> counters:get(C, 3) end,
     fun() -> counters:get(C, x) end, fun() -> counters:add(C, 1, x) end, fun() -> counters:add(C, 1, 1.5) end,
     fun() -> counters:put(C, 1, 1 bsl 64) end, fun() -> counters:put(C, 1, 1 bsl 63) end, fun() -> counters:sub(C, 5, 1) end,
     fun() -> counters:info(x) end, fun() -> counters:get(make_ref(), 1) end, fun() -> counters:put(C, 9, 1) end,
     fun() -> counters:add(C, 1, 1 bsl 64) end, fun() -> counters:get(A, 1) end, fun() -> atomics:get(C, 1) end, fun() -> counters:info(A) end]].
