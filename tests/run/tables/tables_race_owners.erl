%% Tables that change their owner or their name while eight processes use them: one owner at a time, each hand-over told once.
-module(tables_race_owners).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    p(round_trip()),
    p(heirs()),
    p(both_die()),
    p(names()),
    p(one_name()).

%% A protected table goes round: only who has it writes, so nobody's addition is lost; all read meanwhile.
round_trip() ->
    Self = self(),
    Ps = [spawn_link(fun() -> receive {ring, Next} -> ok end, Self ! {self(), pass(Next, Self, {0, 0})} end) || _ <- lists:seq(1, 8)],
    [P ! {ring, Next} || {P, Next} <- lists:zip(Ps, tl(Ps) ++ [hd(Ps)])],
    T = ets:new(t, [protected]),
    ets:insert(T, {n, 0}),
    ets:give_away(T, hd(Ps), 200),
    R = [receive {P, X} -> X end || P <- Ps],
    receive {'ETS-TRANSFER', T, _, 0} -> ok end,
    {ets:info(T, owner) =:= Self, ets:lookup(T, n), lists:sum([Mine || {Mine, _} <- R]), lists:usort([Refused || {_, Refused} <- R])}.

pass(Next, Last, {Mine, Refused}) ->
    receive
        {'ETS-TRANSFER', T, _, 0} -> Next ! {stop, T}, ets:give_away(T, Last, 0), {Mine, Refused};
        {'ETS-TRANSFER', T, _, N} ->
            [{n, V}] = ets:lookup(T, n),
            ets:insert(T, {n, V + 1}),
            ets:give_away(T, Next, N - 1),
            Not = try ets:insert(T, {n, -1}), allowed catch error:badarg -> refused end,
            pass(Next, Last, {Mine + 1, case Refused of 0 -> Not; Not -> Not end});
        {stop, T} -> Next ! {stop, T}, {Mine, Refused}
    end.

%% Owners end, one after the other: the heir gets each table once, with all that was in it.
heirs() ->
    Self = self(),
    Ps = [spawn_monitor(fun() ->
              T = ets:new(t, [public, {heir, Self, I}]),
              ets:insert(T, [{K, I} || K <- lists:seq(1, I)]),
              case I rem 2 of 0 -> exit(done); 1 -> exit(self(), kill) end
          end) || I <- lists:seq(1, 40)],
    [receive {'DOWN', M, process, P, _} -> ok end || {P, M} <- Ps],
    Got = [receive {'ETS-TRANSFER', T, From, I} -> {I, ets:info(T, size), ets:info(T, owner) =:= Self, lists:keymember(From, 1, Ps), ets:delete(T)} end || _ <- Ps],
    {lists:sort(Got) =:= [{I, I, true, true, true} || I <- lists:seq(1, 40)],
     receive {'ETS-TRANSFER', _, _, _} = Again -> Again after 0 -> once end}.

%% Owner and heir end at once: in the end there is no table, and who still uses it is told so.
both_die() ->
    Self = self(),
    lists:usort([begin
        Heir = spawn(fun() -> receive stop -> ok end end),
        Owner = spawn(fun() ->
                    T = ets:new(t, [public, {heir, Heir, x}]), ets:insert(T, {a, 1}),
                    Self ! {t, T}, receive stop -> ok end
                end),
        T = receive {t, Tab} -> Tab end,
        Users = [spawn_monitor(fun() -> exit(hammer(T)) end) || _ <- lists:seq(1, 4)],
        case I rem 2 of 0 -> exit(Owner, kill), exit(Heir, kill); 1 -> Heir ! stop, Owner ! stop end,
        {[receive {'DOWN', M, process, P, R} -> R end || {P, M} <- Users], ets:info(T)}
    end || I <- lists:seq(1, 10)]).

hammer(T) ->
    try ets:update_counter(T, a, 1), [{a, _}] = ets:lookup(T, a), ets:insert(T, {b, 2}), ets:take(T, b) of
        _ -> hammer(T)
    catch error:badarg -> gone
    end.

%% Renamed back and forth: by one name or the other it is the same table, and nothing is lost.
names() ->
    Self = self(),
    race_a = ets:new(race_a, [named_table, public]),
    Ps = [spawn_link(fun() -> Self ! {self(), add(I, 60, 0)} end) || I <- lists:seq(1, 7)],
    [begin ets:rename(A, B), erlang:yield() end || _ <- lists:seq(1, 50), {A, B} <- [{race_a, race_b}, {race_b, race_a}]],
    Added = [receive {P, N} -> N end || P <- Ps],
    Counted = [ets:lookup_element(race_a, I, 2) || I <- lists:seq(1, 7)],
    R = {Added =:= Counted, lists:min(Added) >= 30, ets:info(race_a, size), ets:whereis(race_b)},
    ets:delete(race_a),
    R.

add(_, 0, N) -> N;
add(I, Left, N) ->
    Name = case Left rem 2 of 0 -> race_a; 1 -> race_b end,
    case try ets:update_counter(Name, I, 1, {I, 0}) catch error:badarg -> no end of
        no -> erlang:yield(), case ets:whereis(race_a) of undefined -> add(I, Left, N); _ -> add(I, Left - Left rem 2, N) end;
        V when V =:= N + 1 -> add(I, Left - 1, V)
    end.

%% Eight want a name at once: one gets it, as often as it is free.
one_name() ->
    Self = self(),
    [begin
        Ps = [spawn_link(fun() ->
                  Won = try ets:new(race_c, [named_table]), 1 catch error:badarg -> 0 end,
                  Self ! {self(), Won}, receive stop -> ok end
              end) || _ <- lists:seq(1, 8)],
        Wins = lists:sum([receive {P, W} -> W end || P <- Ps]),
        Ms = [monitor(process, P) || P <- Ps],
        [P ! stop || P <- Ps],
        [receive {'DOWN', M, process, _, _} -> ok end || M <- Ms],
        {Wins, ets:whereis(race_c)}
     end || _ <- lists:seq(1, 4)].
