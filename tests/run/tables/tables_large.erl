%% Large rows, large lists, wide tuples.
-module(tables_large).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    T = ets:new(t, []),
    Row = list_to_tuple([k | lists:seq(1, 20000)]),
    ets:insert(T, Row),
    p(ets:lookup(T, k) =:= [Row]),
    p(ets:update_element(T, k, {20001, last})),
    p(ets:lookup_element(T, k, 20001)),
    p(ets:update_counter(T, k, {20000, 5})),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 5000)]),
    p(ets:info(T, size)),
    p(ets:insert_new(T, [{I, x} || I <- lists:seq(5000, 6000)])),
    p(ets:insert_new(T, [{I, x} || I <- lists:seq(5001, 6000)])),
    p(ets:info(T, size)),
    p(length(ets:select(T, [{{'$1', x}, [], ['$1']}]))),
    B = binary:copy(<<"x">>, 100000),
    [ets:insert(T, {{b, I}, B}) || I <- lists:seq(1, 50)],
    p(lists:all(fun(I) -> ets:lookup_element(T, {b, I}, 2) =:= B end, lists:seq(1, 50))),
    p(ets:info(T, memory) < 1000000).

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
