%% atomics: what is refused.
-module(tables_atomics_errors).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    A = atomics:new(2, []), C = counters:new(2, []),
    [p(e(F)) || F <- [fun() -> atomics:new(0, []) end, fun() -> atomics:new(-1, []) end, fun() -> atomics:new(a, []) end,
     fun() -> atomics:new(1, [{signed, x}]) end, fun() -> atomics:new(1, [x]) end, fun() -> atomics:new(1, x) end,
     fun() -> atomics:new(1, [{signed, true} | x]) end, fun() -> is_reference(atomics:new(1, [{signed, true}, {signed, false}])) end,
     fun() -> atomics:get(A, 0) end, fun() -> atomics:get(A, 3) end, fun() -> atomics:get(A, x) end, fun() -> atomics:get(A, 1.0) end,
     fun() -> atomics:get(x, 1) end, fun() -> atomics:get(make_ref(), 1) end, fun() -> atomics:put(A, 1, 1.0) end,
     fun() -> atomics:put(A, 1, x) end, fun() -> atomics:add(A, 9, 1) end, fun() -> atomics:sub(A, 1, x) end,
     fun() -> atomics:add_get(A, 0, 1) end, fun() -> atomics:sub_get(A, 1, "x") end, fun() -> atomics:exchange(A, 5, 1) end,
     fun() -> atomics:compare_exchange(A, 1, x, 1) end, fun() -> atomics:compare_exchange(A, 1, 1, x) end,
     fun() -> atomics:info(x) end, fun() -> atomics:get(A, 1 bsl 70) end, fun() -> counters:get(C, 3) end]].

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
