%% Growing to many rows and shrinking again.
-module(tables_grow_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    N = 3000,
    [ets:insert(T, {{key, (I * 7919) rem N}, I}) || I <- lists:seq(1, N)],
    p(ets:info(T, size)),
    p(lists:all(fun(I) -> ets:lookup(T, {key, (I * 7919) rem N}) =:= [{{key, (I * 7919) rem N}, I}] end, lists:seq(1, N))),
    M = ets:info(T, memory),
    [ets:delete(T, {key, I}) || I <- lists:seq(0, N - 1), I rem 10 =/= 3],
    p(ets:info(T, size)),
    p(lists:sort([I || {{key, I}, _} <- ets:tab2list(T)]) =:= [I || I <- lists:seq(0, N - 1), I rem 10 =:= 3]),
    p(ets:info(T, memory) < M),
    [ets:insert(T, {{other, I}, I}) || I <- lists:seq(1, 500)],
    p(ets:info(T, size)),
    p(ets:select_delete(T, [{{{other, '_'}, '_'}, [], [true]}])),
    [ets:delete(T, {key, I}) || I <- lists:seq(0, N - 1)],
    p(ets:info(T, size)),
    p(ets:first(T)),
    p(ets:tab2list(T)),
    [ets:insert(T, {I, I}) || I <- lists:seq(N, 1, -1)],
    p(length(ets:tab2list(T))),
    p(ets:delete_all_objects(T)),
    p({ets:info(T, size), ets:info(T, memory) < M}).

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
