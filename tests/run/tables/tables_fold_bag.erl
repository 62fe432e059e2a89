%% foldl and foldr, also when the fun changes the table.
-module(tables_fold_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    p(ets:foldl(fun(_, _) -> no end, empty, T)),
    true = ets:insert(T, [{I, I} || I <- lists:seq(1, 100)]),
    p(ets:foldl(fun({_, V}, A) -> V + A end, 0, T)),
    p(ets:foldr(fun({_, V}, A) -> V + A end, 0, T)),
    p(lists:sort(ets:foldl(fun(O, A) -> [O | A] end, [], T)) =:= all(T)),
    p(ets:foldl(fun({K, _}, A) -> ets:delete(T, K), A + 1 end, 0, T)),
    p(ets:info(T, size)),
    p(ets:info(T, fixed)),
    true = ets:insert(T, [{1, a}, {1, b}, {2, c}]),
    p(lists:sort(ets:foldr(fun(O, A) -> [O | A] end, [], T))),
    p(e(fun() -> ets:foldl(fun(_, _) -> throw(out) end, 0, T) end) =/= []),
    p(ets:info(T, fixed)),
    p(case ?TYPE of ordered_set -> {ets:foldl(fun({K, _}, A) -> [K | A] end, [], T), ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)}; _ -> ok end),
    p(try ets:foldl(fun(_, A) -> A end, 0, no_such_table) catch error:badarg -> badarg end).

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
