%% counters: what is refused.
-module(tables_counters_errors).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    C = counters:new(2, [write_concurrency]), A = atomics:new(2, []),
    [p(e(F)) || F <- [fun() -> counters:new(0, []) end, fun() -> counters:new(x, []) end, fun() -> counters:new(1, [x]) end,
     fun() -> counters:new(1, x) end, fun() -> counters:new(1, [atomics | x]) end, fun() -> counters:get(C, 0) end, fun() -> counters:get(C, 3) end,
     fun() -> counters:get(C, x) end, fun() -> counters:add(C, 1, x) end, fun() -> counters:add(C, 1, 1.5) end,
     fun() -> counters:put(C, 1, 1 bsl 64) end, fun() -> counters:put(C, 1, 1 bsl 63) end, fun() -> counters:sub(C, 5, 1) end,
     fun() -> counters:info(x) end, fun() -> counters:get(make_ref(), 1) end, fun() -> counters:put(C, 9, 1) end,
     fun() -> counters:add(C, 1, 1 bsl 64) end, fun() -> counters:get(A, 1) end, fun() -> atomics:get(C, 1) end, fun() -> counters:info(A) end]].

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
