%% Tables of processes that end while others use them.
-module(tables_owner_race).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    Self = self(),
    Ps = [spawn_link(fun() -> [use(I, J) || J <- lists:seq(1, 20)], Self ! {done, self()} end) || I <- lists:seq(1, 8)],
    [receive {done, P} -> ok end || P <- Ps],
    p(done).

use(_, _) ->
    Self = self(),
    {P, M} = spawn_monitor(fun() -> T = ets:new(t, [public]), ets:insert(T, [{X, X} || X <- lists:seq(1, 50)]), Self ! {t, T} end),
    receive {t, T} -> ok end,
    hammer(T),
    receive {'DOWN', M, process, P, _} -> ok end.

hammer(T) ->
    try
        [begin ets:insert(T, {X, y}), ets:lookup(T, X), ets:delete(T, X), ets:tab2list(T) end || X <- lists:seq(1, 20)]
    catch error:badarg -> ok
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
