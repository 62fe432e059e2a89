%% pg scopes: joins, leaves, counts, monitors of scopes and groups, members that die.
-module(pg_groups).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    {ok, S} = pg:start_link(pgg), P = fun() -> spawn(fun() -> receive stop -> ok end end) end, A = P(), B = P(), C = P(), N = #{A => a, B => b, C => c}, Nm = fun(L) -> lists:sort([maps:get(X, N) || X <- L]) end,
    show("join", [pg:join(pgg, g1, A), pg:join(pgg, g1, [A, B]), pg:join(pgg, g2, C), pg:join(pgg, {any, term}, B)]), show("members", [Nm(pg:get_members(pgg, G)) || G <- [g1, g2, {any, term}, none]]), show("local", Nm(pg:get_local_members(pgg, g1))), show("groups", lists:sort(pg:which_groups(pgg))),
    {R1, Have} = pg:monitor_scope(pgg), show("scope", lists:sort([{G, Nm(Ms)} || {G, Ms} <- maps:to_list(Have)])), {R2, Ms2} = pg:monitor(pgg, g2), show("monitor", Nm(Ms2)),
    show("leave", [pg:leave(pgg, g1, A), pg:leave(pgg, g1, A), pg:leave(pgg, g1, A), pg:leave(pgg, none, A), pg:leave(pgg, g2, [B])]), pg:join(pgg, g2, A), M = monitor(process, C), C ! stop, receive {'DOWN', M, _, _, _} -> ok end, pg:which_groups(pgg), timer:sleep(5),
    Events = (fun E() -> receive {R, Op, G, Ps} when is_reference(R) -> [{if R =:= R1 -> scope; R =:= R2 -> group end, Op, G, Nm(Ps)} | E()] after 5 -> [] end end)(), show("scope events", [E || {scope, _, _, _} = E <- Events]), show("group events", [E || {group, _, _, _} = E <- Events]), show("after", [Nm(pg:get_members(pgg, G)) || G <- [g1, g2]]),
    show("demonitor", [pg:demonitor(pgg, R1), pg:demonitor(pgg, R1), pg:demonitor(pgg, R2), pg:demonitor(pgg, make_ref())]), pg:join(pgg, g3, A), show("quiet", receive X -> X after 3 -> none end),
    each(fun(F) -> F() end, [fun() -> pg:join(pgg, g, x) end, fun() -> pg:join(pgg, g, [x]) end, fun() -> pg:get_members(noscope, g) end, fun() -> pg:which_groups(noscope) end, fun() -> pg:start(x) =:= x end, fun() -> pg:start_link("s") end, fun() -> case pg:start(pgg) of {error, {already_started, S}} -> already end end]), [exit(X, kill) || X <- [A, B]], unlink(S), gen_server:stop(S), ok.
