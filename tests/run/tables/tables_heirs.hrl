%% Owners: heirs, giving away, what is left when owners end.
-export([main/0]).
-include("tables.hrl").

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
