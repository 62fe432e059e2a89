%% Storms of exits and kills at processes that spawn, link, monitor and name others meanwhile: every monitor fires once, every name is freed, no link is left.
-module(exit_kill_storms).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([storm(N, How) || How <- [kill, shutdown, mixed], N <- [5, 20]]),
    p(clique(16)), p(names(12)), p(chain_both_ends(25)), p(supers(4, 5)), p(all()).

%% Each keeps making children linked to it until it is killed; all children die with it.
storm(N, How) ->
    Self = self(),
    Ps = [spawn(fun() -> breed(Self, 0) end) || _ <- lists:seq(1, N)],
    Ms = [{P, monitor(process, P)} || P <- Ps],
    [receive {bred, P} -> ok end || P <- Ps],
    [exit(P, reason(How, I)) || {I, P} <- lists:enumerate(Ps), _ <- [1, 2]],
    Rs = lists:usort([down(P, M) || {P, M} <- Ms]),
    Kids = [K || {kid, K} <- all()],
    KRs = [died(K) || K <- Kids],
    {Rs, length(Kids) >= N * 3, KRs -- [R || R <- KRs, lists:member(R, [killed, noproc, shutdown, other])], [P || P <- Ps ++ Kids, is_process_alive(P)]}.
breed(To, 3) -> To ! {bred, self()}, breed(To, 4);
breed(_, N) when N > 20 -> receive never -> ok end;
breed(To, N) -> To ! {kid, spawn_link(fun() -> receive never -> ok end end)}, breed(To, N + 1).
reason(mixed, I) -> element(I rem 3 + 1, {kill, shutdown, other});
reason(R, _) -> R.

%% Everybody is linked to everybody; one is killed.
clique(N) ->
    Ps = [spawn(fun() -> receive {others, Os} -> [link(O) || O <- Os] end, receive {sync, F} -> F ! synced end, receive never -> ok end end) || _ <- lists:seq(1, N)],
    [P ! {others, Ps -- [P]} || P <- Ps], [P ! {sync, self()} || P <- Ps], [receive synced -> ok end || _ <- Ps],
    Ms = [{P, monitor(process, P)} || P <- Ps], exit(lists:nth(N div 2, Ps), kill),
    lists:usort([down(P, M) || {P, M} <- Ms]).

names(N) ->
    Names = [list_to_atom("storm_" ++ integer_to_list(I)) || I <- lists:seq(1, N)],
    Ps = [spawn(fun() -> register(Name, self()), receive never -> ok end end) || Name <- Names],
    [waits(P) || P <- Ps], Ms = [{P, monitor(process, P)} || P <- Ps], [exit(whereis(X), kill) || X <- Names],
    [down(P, M) || {P, M} <- Ms], {[X || X <- Names, whereis(X) =/= undefined], [registered_again(X) || X <- lists:sublist(Names, 3)]}.
registered_again(X) -> register(X, self()), R = whereis(X) =:= self(), unregister(X), R.

%% A chain of links killed at both ends at once: each dies of one of the two.
chain_both_ends(N) ->
    Self = self(),
    Last = lists:foldl(fun(_, Prev) -> P = spawn(fun() -> is_pid(Prev) andalso link(Prev), Self ! ready, receive never -> ok end end), Self ! {p, P}, receive ready -> ok end, P end, none, lists:seq(1, N)),
    Ps = [P || {p, P} <- all()], Ms = [{P, monitor(process, P)} || P <- Ps],
    exit(hd(Ps), {from, left}), exit(Last, {from, right}),
    Rs = [down(P, M) || {P, M} <- Ms], {length(Rs), lists:usort(Rs) -- [{from, left}, {from, right}]}.

%% Processes that trap and restart what dies; killed themselves they take all with them.
supers(N, K) ->
    Self = self(),
    Ss = [spawn(fun() -> process_flag(trap_exit, true), super(Self, [spawn_link(fun child/0) || _ <- lists:seq(1, K)], 0) end) || _ <- lists:seq(1, N)],
    Cs = lists:append([begin S ! {children, self()}, receive {children, S, L} -> L end end || S <- Ss]),
    [exit(C, kill) || C <- Cs], [receive {restarted, S, K} -> ok end || S <- Ss],
    Ds = lists:append([begin S ! {children, self()}, receive {children, S, L} -> L end end || S <- Ss]),
    Ms = [{D, monitor(process, D)} || D <- Ds], [exit(S, kill) || S <- Ss],
    {length(Ds), [x || C <- Cs, lists:member(C, Ds)], lists:usort([down(D, M) || {D, M} <- Ms])}.
child() -> receive never -> ok end.
super(To, Cs, N) -> receive {'EXIT', C, killed} -> is_last(N + 1, length(Cs)) andalso (To ! {restarted, self(), N + 1}), super(To, [spawn_link(fun child/0) | lists:delete(C, Cs)], N + 1); {children, P} -> P ! {children, self(), Cs}, super(To, Cs, N) end.
is_last(N, L) -> N =:= L.
