%% Owners: heirs, giving away, what is left when owners end.
-module(tables_heirs_ordered).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, ordered_set).

main() ->
    Self = self(),
    Owner = fun(Options, F) ->
                {P, M} = spawn_monitor(fun() -> T = ets:new(t, [?TYPE, public | Options]), ets:insert(T, {k, v}), Self ! {table, T}, F(T) end),
                receive {table, T} -> T end,
                receive {'DOWN', M, process, P, _} -> ok end,
                {P, T}
            end,
    {_, T1} = Owner([], fun(_) -> ok end),
    p(gone(T1, 200)),
    {P2, T2} = Owner([{heir, Self, {some, "data"}}], fun(_) -> exit(done) end),
    receive {'ETS-TRANSFER', T, From, Data} -> p({T =:= T2, From =:= P2, Data}) after 1000 -> p(nothing) end,
    p(ets:info(T2, owner) =:= Self),
    p(ets:info(T2, heir) =:= Self),
    p(all(T2)),
    {_, T3} = Owner([{heir, Self, x}], fun(T) -> ets:setopts(T, {heir, none}) end),
    p(gone(T3, 200)),
    {P4, T4} = Owner([], fun(T) -> ets:setopts(T, {heir, Self, later}) end),
    receive {'ETS-TRANSFER', T4, P4, later} -> p(got_it) after 1000 -> p(nothing) end,
    {P5, T5} = Owner([], fun(T) -> ets:give_away(T, Self, gift) end),
    receive {'ETS-TRANSFER', T5, P5, gift} -> p(ets:info(T5, owner) =:= Self) after 1000 -> p(nothing) end,
    p(all(T5)),
    p(e(fun() -> ets:give_away(T5, Self, again) end)),
    Dead = spawn(fun() -> ok end),
    M = monitor(process, Dead), receive {'DOWN', M, process, Dead, _} -> ok end,
    p(e(fun() -> ets:give_away(T5, Dead, x) end)),
    p(e(fun() -> ets:give_away(T5, name, x) end)),
    p(e(fun() -> ets:give_away(no_such_table, Dead, x) end)),
    {_, T6} = Owner([{heir, Dead, x}], fun(_) -> ok end),
    p(gone(T6, 200)),
    p(ets:info(T5, heir)).

gone(_, 0) -> still_there;
gone(T, N) ->
    case ets:info(T) of
        undefined -> gone;
        _ -> timer:sleep(1), gone(T, N - 1)
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
