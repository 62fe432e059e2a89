%% Inserting objects, lists of them, and what is none.
-module(tables_insert_set).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, set).

main() ->
    T = new([]),
    p(ets:insert(T, {a, 1})),
    p(ets:insert(T, {a, 2})),
    p(ets:insert(T, {a, 1})),
    p(ets:insert(T, [{b, 1}, {c}, {b, 2, 3}, {b, 1}])),
    p(ets:insert(T, [])),
    p(all(T)),
    p(ets:info(T, size)),
    p(ets:lookup(T, a)),
    p(ets:lookup(T, b)),
    p(ets:lookup(T, nothing)),
    p(e(fun() -> ets:insert(T, {}) end)),
    p(e(fun() -> ets:insert(T, atom) end)),
    p(e(fun() -> ets:insert(T, [{x, 1}, no]) end)),
    p(e(fun() -> ets:insert(T, [{x, 1} | {y, 2}]) end)),
    p(e(fun() -> ets:insert(T, [{x, 1}, {}]) end)),
    p(ets:lookup(T, x)),
    p(e(fun() -> ets:insert(no_such_table, {a}) end)),
    p(e(fun() -> ets:insert(17, {a}) end)),
    K = new([{keypos, 2}]),
    p(ets:insert(K, {v, k, w})),
    p(e(fun() -> ets:insert(K, {only}) end)),
    p(e(fun() -> ets:insert(K, [{1, 2}, {only}]) end)),
    p(all(K)),
    p(ets:lookup(K, k)).

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
