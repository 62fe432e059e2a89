%% init_table, whole tables made of funs.
-module(tables_init).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    T = ets:new(t, []),
    ets:insert(T, {old, 1}),
    Fun = fun F(N) -> fun(read) when N =< 3 -> {[{N, x}, {N * 10, y}], F(N + 1)}; (read) -> end_of_input; (close) -> closed end end,
    p(ets:init_table(T, Fun(1))),
    p(all(T)),
    p(try ets:init_table(T, fun(read) -> broken; (close) -> ok end) catch exit:R -> {exit, R} end),
    p(ets:tab2list(T)),
    p(ets:repair_continuation('$end_of_table', [])),
    p(try ets:init_table(no_such_table, Fun(1)) catch error:badarg -> badarg end).

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
