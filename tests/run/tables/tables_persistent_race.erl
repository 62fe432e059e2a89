%% Readers and a writer at once: every value read is whole.
-module(tables_persistent_race).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    K = {?MODULE, hot},
    persistent_term:put(K, {0, lists:duplicate(20, 0)}),
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), lists:all(fun(_) -> {I, L} = persistent_term:get(K), lists:all(fun(X) -> X =:= I end, L) end, lists:seq(1, 300))} end) || _ <- lists:seq(1, 8)],
    [persistent_term:put(K, {I, lists:duplicate(20, I)}) || I <- lists:seq(1, 300)],
    p([receive {P, X} -> X end || P <- Ps]),
    p(element(1, persistent_term:get(K))),
    p(persistent_term:erase(K)).

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
