%% atomics: every operation, signed.
-module(tables_atomics_basic).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    A = atomics:new(3, []),
    p(atomics:info(A) =:= (atomics:info(A))#{size := 3, min := -(1 bsl 63), max := (1 bsl 63) - 1}),
    p([atomics:get(A, I) || I <- [1, 2, 3]]),
    p(atomics:put(A, 1, 5)), p(atomics:add(A, 1, 3)), p(atomics:sub(A, 1, 10)), p(atomics:get(A, 1)),
    p(atomics:add_get(A, 2, 7)), p(atomics:sub_get(A, 2, 9)), p(atomics:add_get(A, 2, -1)),
    p(atomics:exchange(A, 3, 42)), p(atomics:exchange(A, 3, -42)), p(atomics:get(A, 3)),
    p(atomics:compare_exchange(A, 3, -42, 1)), p(atomics:compare_exchange(A, 3, 0, 2)), p(atomics:get(A, 3)).

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
