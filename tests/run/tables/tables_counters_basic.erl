%% counters: operations of both kinds.
-module(tables_counters_basic).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    [begin
        C = counters:new(3, Options),
        p([counters:get(C, I) || I <- [1, 2, 3]]),
        p([counters:add(C, 1, 10), counters:sub(C, 1, 3), counters:get(C, 1)]),
        p([counters:put(C, 2, -5), counters:get(C, 2), counters:add(C, 2, 1 bsl 60), counters:get(C, 2)]),
        p([counters:put(C, 3, (1 bsl 63) - 1), counters:add(C, 3, 1), counters:get(C, 3), counters:sub(C, 3, 1), counters:get(C, 3)]),
        p([maps:get(size, counters:info(C)), is_integer(maps:get(memory, counters:info(C)))])
     end || Options <- [[], [atomics], [write_concurrency]]].
