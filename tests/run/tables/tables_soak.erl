%% Memory comes back: of rows that are replaced and deleted, of tables, of values.
-module(tables_soak).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Base = erlang:memory(ets),
    [round_(I) || I <- lists:seq(1, 30)],
    p(settled(Base, 100)),
    T = ets:new(t, [public, ordered_set]),
    [ets:insert(T, {I rem 7, lists:seq(1, 50)}) || I <- lists:seq(1, 3000)],
    p(ets:info(T, memory) < 5000),
    [begin ets:insert(T, {I, <<0:800>>}), ets:delete(T, I - 5) end || I <- lists:seq(1, 3000)],
    p(ets:info(T, memory) < 20000),
    p(ets:info(T, size)).

round_(I) ->
    T = ets:new(t, [lists:nth(I rem 4 + 1, [set, ordered_set, bag, duplicate_bag])]),
    ets:insert(T, [{J, lists:seq(1, 20)} || J <- lists:seq(1, 200)]),
    case I rem 3 of 0 -> ets:delete_all_objects(T); 1 -> [ets:delete(T, J) || J <- lists:seq(1, 200)]; 2 -> ok end,
    ets:delete(T).

settled(_, 0) -> grown;
settled(Base, N) ->
    case erlang:memory(ets) - Base < 200000 of
        true -> settled;
        false -> timer:sleep(2), settled(Base, N - 1)
    end.
