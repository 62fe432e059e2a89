%% A random walk of an ordered table beside a sorted list.
-module(tables_ordered_random).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    T = ets:new(t, [ordered_set]),
    walk(T, [], rand:seed_s(exsss, {1, 2, 3}), 400),
    p(done).

walk(_, _, _, 0) -> ok;
walk(T, Model, S0, N) ->
    {X, S1} = rand:uniform_s(150, S0),
    {Op, S2} = rand:uniform_s(5, S1),
    K = case X rem 3 of 0 -> X; 1 -> {key, X}; 2 -> integer_to_binary(X) end,
    New = case Op of
        Op when Op =< 3 -> ets:insert(T, {K, N}), lists:keystore(K, 1, Model, {K, N});
        4 -> ets:delete(T, K), lists:keydelete(K, 1, Model);
        5 ->
            Sorted = lists:sort(Model),
            Next = case [Y || {Y, _} <- Sorted, Y > K] of [] -> '$end_of_table'; [Y | _] -> Y end,
            Next = ets:next(T, K),
            Prev = case lists:reverse([Y || {Y, _} <- Sorted, Y < K]) of [] -> '$end_of_table'; [Z | _] -> Z end,
            Prev = ets:prev(T, K),
            Model
    end,
    case N rem 100 of 0 -> true = ets:tab2list(T) =:= lists:sort(New); _ -> ok end,
    walk(T, New, S2, N - 1).

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
