%% A random walk of a set beside a map.
-module(tables_set_random).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, [set]),
    walk(T, #{}, rand:seed_s(exsss, {4, 5, 6}), 3000),
    p(done).

walk(T, Model, _, 0) -> true = lists:sort(ets:tab2list(T)) =:= lists:sort(maps:to_list(Model)), ok;
walk(T, Model, S0, N) ->
    {X, S1} = rand:uniform_s(500, S0),
    {Op, S2} = rand:uniform_s(6, S1),
    K = case X rem 3 of 0 -> X; 1 -> {key, X}; 2 -> integer_to_list(X) end,
    New = case Op of
        Op when Op =< 2 -> ets:insert(T, {K, N}), Model#{K => N};
        3 -> ets:delete(T, K), maps:remove(K, Model);
        4 -> R = not is_map_key(K, Model), R = ets:insert_new(T, {K, N}), maps:merge(#{K => N}, Model);
        5 -> V = ets:update_counter(T, K, 3, {K, 0}), V = maps:get(K, Model, 0) + 3, Model#{K => V};
        6 -> [{K, V} || V <- [maps:get(K, Model, none)], V =/= none] =:= ets:take(T, K) orelse error({K, N}), maps:remove(K, Model)
    end,
    true = ets:info(T, size) =:= map_size(New),
    walk(T, New, S2, N - 1).
