%% atomics: sums of many processes are exact.
-module(tables_atomics_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    A = atomics:new(4, []), N = 8, R = 1000, Self = self(),
    Ps = [spawn_link(fun() -> [begin atomics:add(A, 1, 1), atomics:sub(A, 2, 2), atomics:add_get(A, 3, I) end || _ <- lists:seq(1, R)], cas(A, R), Self ! {done, self()} end) || I <- lists:seq(1, N)],
    [receive {done, P} -> ok end || P <- Ps],
    p([atomics:get(A, I) || I <- [1, 2, 3, 4]]).

cas(_, 0) -> ok;
cas(A, N) ->
    Old = atomics:get(A, 4),
    case atomics:compare_exchange(A, 4, Old, Old + 1) of
        ok -> cas(A, N - 1);
        _ -> cas(A, N)
    end.
