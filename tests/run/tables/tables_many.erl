%% Many tables at once, found by reference and by name.
-module(tables_many).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    N = 400,
    Ts = [ets:new(t, [lists:nth(I rem 2 + 1, [set, ordered_set])]) || I <- lists:seq(1, N)],
    Names = [ets:new(list_to_atom("tables_many_" ++ integer_to_list(I)), [named_table]) || I <- lists:seq(1, N)],
    [ets:insert(T, {k, I}) || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names)],
    p([ets:lookup_element(T, k, 2) || T <- Ts ++ Names] =:= lists:seq(1, 2 * N)),
    All = ets:all(),
    p(lists:all(fun(T) -> lists:member(T, All) end, Ts ++ Names)),
    [ets:delete(T) || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), I rem 3 =:= 0],
    p([I || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), ets:info(T, size) =:= undefined] =:= [I || I <- lists:seq(1, 2 * N), I rem 3 =:= 0]),
    p([I || {I, T} <- lists:zip(lists:seq(1, 2 * N), Ts ++ Names), I rem 3 =/= 0, ets:lookup(T, k) =/= [{k, I}]]),
    p(length([T || T <- ets:all(), lists:member(T, Ts ++ Names)])).

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
