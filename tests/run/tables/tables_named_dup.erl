%% Named tables: taken names, renaming, access by reference.
-module(tables_named_dup).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, duplicate_bag).

main() ->
    p(ets:new(tn, [?TYPE, named_table])),
    p(e(fun() -> ets:new(tn, [?TYPE, named_table]) end)),
    U = ets:new(tn, [?TYPE]),
    p(is_reference(U)),
    true = ets:insert(tn, {a, 1}),
    R = ets:whereis(tn),
    p(ets:lookup(R, a)),
    true = ets:insert(R, {b, 2}),
    p(all(tn)),
    p(ets:rename(tn, tn2)),
    p(e(fun() -> ets:lookup(tn, a) end)),
    p(ets:lookup(tn2, a)),
    p(ets:lookup(R, a)),
    p({ets:whereis(tn), ets:whereis(tn2) =:= R}),
    p(ets:new(tn, [?TYPE, named_table])),
    p(e(fun() -> ets:rename(tn2, tn) end)),
    p(e(fun() -> ets:rename(tn2, 1) end)),
    p(e(fun() -> ets:rename(no_such_table, x) end)),
    p(is_reference(ets:rename(U, other))),
    p(ets:info(U, name)),
    p(ets:info(tn2, name)),
    ets:delete(tn2),
    p(ets:whereis(tn2)),
    p(e(fun() -> ets:lookup(R, a) end)),
    p(ets:new(tn2, [?TYPE, named_table])),
    p(ets:tab2list(tn2)),
    p(e(fun() -> ets:new(bad, [?TYPE, what]) end)),
    p(e(fun() -> ets:new(bad, [?TYPE, {keypos, 0}]) end)),
    p(e(fun() -> ets:new(bad, [?TYPE | public]) end)),
    p(e(fun() -> ets:new("bad", [?TYPE]) end)),
    p(e(fun() -> ets:new(bad, x) end)),
    p(e(fun() -> ets:new(bad, [?TYPE, {heir, x, y}]) end)),
    p(e(fun() -> ets:new(bad, [?TYPE, {read_concurrency, x}]) end)),
    p(e(fun() -> ets:new(bad, [?TYPE, {write_concurrency, x}]) end)).

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
