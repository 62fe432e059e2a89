%% insert_new of one and of many: all or nothing.
-module(tables_insert_new_ordered).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, ordered_set).

main() ->
    T = new([]),
    p(ets:insert_new(T, {a, 1})),
    p(ets:insert_new(T, {a, 2})),
    p(ets:insert_new(T, [{b, 1}, {c, 1}])),
    p(ets:insert_new(T, [{d, 1}, {c, 2}])),
    p(ets:insert_new(T, [{e, 1}, {e, 2}])),
    p(ets:insert_new(T, [])),
    p(all(T)),
    p(ets:member(T, d)),
    p(e(fun() -> ets:insert_new(T, [{x, 1}, y]) end)),
    p(e(fun() -> ets:insert_new(T, y) end)),
    p(e(fun() -> ets:insert_new(T, {}) end)),
    p(e(fun() -> ets:insert_new(no_such_table, {a}) end)),
    p(ets:member(T, x)),
    p(ets:insert_new(T, {1, int})),
    p(ets:insert_new(T, {1.0, float})),
    p(all(T)).

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
