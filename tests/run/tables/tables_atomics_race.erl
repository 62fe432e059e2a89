%% atomics: sums of many processes are exact.
-module(tables_atomics_race).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    A = atomics:new(4, []), N = 8, R = 1000, Self = self(),
    Ps = [spawn_link(fun() -> [begin atomics:add(A, 1, 1), atomics:sub(A, 2, 2), atomics:add_get(A, 3, I) end || _ <- lists:seq(1, R)], cas(A, R), Self ! {done, self()} end) || I <- lists:seq(1, N)],
    [receive {done, P} -> ok end || P <- Ps],
    p([atomics:get(A, I) || I <- [1, 2, 3, 4]]).

cas(_, 0) -> ok;
cas(A, N) ->
    Old = atomics:get(A, 4),
    case atomics:compare_exchange(A, 4, Old, Old + 1) of
        ok -> cas(A, N - 1);
        _ -> cas(A, N)
    end.

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
