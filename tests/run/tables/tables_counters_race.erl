%% counters: sums of many processes are exact.
-module(tables_counters_race).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    [begin
        C = counters:new(8, Options), Self = self(),
        Ps = [spawn_link(fun() -> [begin counters:add(C, 1, 1), counters:add(C, I, 1), counters:sub(C, 1, 1) end || _ <- lists:seq(1, 1000)], Self ! {done, self()} end) || I <- lists:seq(1, 8)],
        [receive {done, P} -> ok end || P <- Ps],
        p([counters:get(C, I) || I <- lists:seq(1, 8)])
     end || Options <- [[atomics], [write_concurrency]]].

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
