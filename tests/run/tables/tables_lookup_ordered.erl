%% lookup, lookup_element with and without default, member.
-module(tables_lookup_ordered).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, ordered_set).

main() ->
    T = new([{keypos, 2}]),
    true = ets:insert(T, [{one, 1, x}, {two, 2, y, z}, {uno, 1, x}, {"l", [1, 2], <<"bin">>}]),
    p(s(ets:lookup(T, 1))),
    p(ets:lookup(T, 2)),
    p(ets:lookup(T, [1, 2])),
    p(ets:lookup(T, 3)),
    p(s(ets:lookup(T, 1.0))),
    p(e(fun() -> s(ets:lookup_element(T, 1, 1)) end)),
    p(e(fun() -> s(ets:lookup_element(T, 1, 3)) end)),
    p(e(fun() -> ets:lookup_element(T, 1, 4) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 4) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 0) end)),
    p(e(fun() -> ets:lookup_element(T, 2, a) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 1) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 1, default) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 99, {d}) end)),
    p(e(fun() -> ets:lookup_element(T, 9, 0, {d}) end)),
    p(e(fun() -> ets:lookup_element(T, 2, 99, {d}) end)),
    p(e(fun() -> ets:lookup_element(no_such_table, 2, 1, {d}) end)),
    p([ets:member(T, K) || K <- [1, 1.0, 2, 3, [1, 2], "l"]]),
    p(e(fun() -> ets:member(no_such_table, 1) end)),
    p(e(fun() -> ets:lookup(no_such_table, 1) end)).

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
