%% Tables of processes that end while others use them.
-module(tables_owner_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Self = self(),
    Ps = [spawn_link(fun() -> [use(I, J) || J <- lists:seq(1, 20)], Self ! {done, self()} end) || I <- lists:seq(1, 8)],
    [receive {done, P} -> ok end || P <- Ps],
    p(done).

use(_, _) ->
    Self = self(),
    {P, M} = spawn_monitor(fun() -> T = ets:new(t, [public]), ets:insert(T, [{X, X} || X <- lists:seq(1, 50)]), Self ! {t, T} end),
    receive {t, T} -> ok end,
    hammer(T),
    receive {'DOWN', M, process, P, _} -> ok end.

hammer(T) ->
    try
        [begin ets:insert(T, {X, y}), ets:lookup(T, X), ets:delete(T, X), ets:tab2list(T) end || X <- lists:seq(1, 20)]
    catch error:badarg -> ok
    end.
