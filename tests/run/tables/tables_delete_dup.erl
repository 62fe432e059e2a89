%% Deleting keys, objects, everything, the table.
-module(tables_delete_dup).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, duplicate_bag).

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I rem 3} || I <- lists:seq(1, 20)]),
    true = ets:insert(T, [{5, other}, {5, 2}]),
    p(ets:delete(T, 1)),
    p(ets:delete(T, 1)),
    p(ets:delete(T, nothing)),
    p(s(ets:lookup(T, 5))),
    p(ets:delete_object(T, {5, 2})),
    p(s(ets:lookup(T, 5))),
    p(ets:delete_object(T, {6, wrong})),
    p(ets:delete_object(T, {nothing, 1})),
    p(ets:lookup(T, 6)),
    p(e(fun() -> ets:delete_object(T, {}) end)),
    p(e(fun() -> ets:delete_object(T, x) end)),
    p(ets:info(T, size)),
    p(ets:delete(T, 5)),
    p(ets:lookup(T, 5)),
    p(s(ets:take(T, 7))),
    p(ets:take(T, 7)),
    p(ets:info(T, size)),
    p(ets:delete_all_objects(T)),
    p(ets:info(T, size)),
    p(ets:tab2list(T)),
    true = ets:insert(T, {again, 1}),
    p(ets:tab2list(T)),
    p(ets:delete(T)),
    p(e(fun() -> ets:delete(T) end)),
    p(e(fun() -> ets:lookup(T, a) end)),
    p(e(fun() -> ets:delete(no_such_table) end)),
    p(e(fun() -> ets:delete_all_objects(no_such_table) end)),
    p(e(fun() -> ets:take(no_such_table, 1) end)),
    p(ets:info(T)),
    p(ets:info(T, size)).

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
