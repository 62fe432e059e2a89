%% Objects of one key: order of insertion, duplicates, deleting one of them.
-module(tables_dup_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    [ets:insert(T, {k, X}) || X <- [3, 1, 2, 1, 3, 3.0, 1.0]],
    p(ets:lookup(T, k)),
    p(ets:lookup(T, k) =:= element(2, ets:first_lookup(T))),
    p(e(fun() -> ets:lookup_element(T, k, 2) end)),
    p(ets:info(T, size)),
    ets:delete_object(T, {k, 3}),
    p(ets:lookup(T, k)),
    ets:insert(T, [{k, 3}, {k, 9}]),
    p(ets:lookup(T, k)),
    p(s(ets:match(T, {k, '$1'}))),
    p(ets:select_count(T, [{{k, '$1'}, [{'>', '$1', 1}], [true]}])),
    ets:match_delete(T, {k, 1}),
    p(ets:lookup(T, k)),
    ets:insert(T, [{k, I} || I <- lists:seq(1, 200)]),
    p(length(ets:lookup(T, k))),
    p(ets:select_delete(T, [{{k, '$1'}, [{'>', '$1', 100}], [true]}])),
    p(length(ets:lookup(T, k))),
    p(length(ets:take(T, k))),
    p(ets:lookup(T, k)),
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
