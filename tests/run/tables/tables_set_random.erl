%% A random walk of a set beside a map.
-module(tables_set_random).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

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

%% What a call gives, or how it fails.
e(F) ->
    try {ok, F()}
    catch
        C:R:S ->
            {C, R, case S of [{M, N, _, I} | _] -> {M, plain(N), cause(I)}; _ -> none end}
    end.

%% Natives behind functions of OTP's library.
plain(internal_delete_all) -> delete_all_objects;
plain(internal_select_delete) -> select_delete;
plain(match_delete) -> select_delete;
plain(Name) -> Name.

cause(I) ->
    case lists:keyfind(error_info, 1, I) of
        {error_info, Map} -> maps:get(cause, Map, default);
        false -> none
    end.

p(X) -> io:format("~kp~n", [X]).
s(L) when is_list(L) -> lists:sort(L);
s(X) -> X.
all(T) -> lists:sort(ets:tab2list(T)).
new(Options) -> ets:new(table, [?TYPE | Options]).
