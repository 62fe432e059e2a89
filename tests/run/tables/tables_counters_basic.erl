%% counters: operations of both kinds.
-module(tables_counters_basic).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    [begin
        C = counters:new(3, Options),
        p([counters:get(C, I) || I <- [1, 2, 3]]),
        p([counters:add(C, 1, 10), counters:sub(C, 1, 3), counters:get(C, 1)]),
        p([counters:put(C, 2, -5), counters:get(C, 2), counters:add(C, 2, 1 bsl 60), counters:get(C, 2)]),
        p([counters:put(C, 3, (1 bsl 63) - 1), counters:add(C, 3, 1), counters:get(C, 3), counters:sub(C, 3, 1), counters:get(C, 3)]),
        p([maps:get(size, counters:info(C)), is_integer(maps:get(memory, counters:info(C)))])
     end || Options <- [[], [atomics], [write_concurrency]]].

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
