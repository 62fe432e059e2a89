%% counters: sums of many processes are exact.
-module(tables_counters_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    [begin
        C = counters:new(8, Options), Self = self(),
        Ps = [spawn_link(fun() -> [begin counters:add(C, 1, 1), counters:add(C, I, 1), counters:sub(C, 1, 1) end || _ <- lists:seq(1, 1000)], Self ! {done, self()} end) || I <- lists:seq(1, 8)],
        [receive {done, P} -> ok end || P <- Ps],
        p([counters:get(C, I) || I <- lists:seq(1, 8)])
     end || Options <- [[atomics], [write_concurrency]]].
