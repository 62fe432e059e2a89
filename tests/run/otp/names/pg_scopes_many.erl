%% Several scopes, many groups and processes that come and go; counts agree at the end.
-module(pg_scopes_many).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    {ok, A} = pg:start(pga), {ok, B} = pg:start(pgb), Ps = [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, 12)], [pg:join(S, {g, I rem 3}, P) || {I, P} <- lists:enumerate(Ps), S <- [pga, pgb]], show("groups", [lists:sort(pg:which_groups(S)) || S <- [pga, pgb]]), show("sizes", [length(pg:get_members(S, {g, K})) || S <- [pga, pgb], K <- [0, 1, 2]]), [pg:leave(pgb, {g, 0}, P) || {I, P} <- lists:enumerate(Ps), I rem 3 =:= 0], show("left", [length(pg:get_members(S, {g, 0})) || S <- [pga, pgb]]), show("gone group", lists:sort(pg:which_groups(pgb))), show("twice", begin P1 = hd(Ps), pg:join(pga, t, [P1, P1]), L1 = length(pg:get_members(pga, t)), pg:leave(pga, t, P1), {L1, length(pg:get_members(pga, t)), pg:leave(pga, t, [P1, P1])} end), {K1, K2} = lists:split(6, Ps), [begin M = monitor(process, P), P ! stop, receive {'DOWN', M, _, _, _} -> ok end end || P <- K1], until(fun() -> lists:sum([length(pg:get_members(pga, {g, K})) || K <- [0, 1, 2]]) =:= 6 andalso lists:sum([length(pg:get_members(pgb, {g, K})) || K <- [1, 2]]) =:= 4 end), show("after deaths", [length(pg:get_members(pga, {g, K})) || K <- [0, 1, 2]]), [exit(P, kill) || P <- K2], until(fun() -> pg:which_groups(pga) =:= [] andalso pg:which_groups(pgb) =:= [] end), show("empty", [pg:which_groups(S) || S <- [pga, pgb]]), [gen_server:stop(X) || X <- [A, B]], ok.
until(F) -> case F() of true -> ok; false -> timer:sleep(1), until(F) end.
