%% Graphs as maps: breadth and depth first, topological order, components, bridges, shortest paths, colouring.
-module(graph_algorithms).
-export([main/0]).
-include("../lang.hrl").

bfs(G, From) -> bfs(G, [From], [], #{From => 0}).
bfs(_, [], [], D) -> D;
bfs(G, [], Next, D) -> bfs(G, lists:reverse(Next), [], D);
bfs(G, [N | T], Next, D) ->
    New = [M || M <- maps:get(N, G, []), not is_map_key(M, D)],
    bfs(G, T, lists:reverse(New) ++ Next, lists:foldl(fun(M, Acc) -> Acc#{M => map_get(N, D) + 1} end, D, New)).
dfs(G, N, Seen) -> case lists:member(N, Seen) of true -> Seen; false -> lists:foldl(fun(M, S) -> dfs(G, M, S) end, [N | Seen], maps:get(N, G, [])) end.
topo(G) -> topo(lists:sort(maps:keys(G)), G, [], []).
topo([], _, _, Done) -> Done;
topo([N | T], G, Path, Done) -> topo(T, G, Path, visit(N, G, Path, Done)).
visit(N, G, Path, Done) ->
    case {lists:member(N, Done), lists:member(N, Path)} of
        {true, _} -> Done;
        {_, true} -> throw({cycle, lists:reverse([N | lists:takewhile(fun(X) -> X =/= N end, Path)] ++ [N])});
        _ -> [N | lists:foldl(fun(M, D) -> visit(M, G, [N | Path], D) end, Done, maps:get(N, G, []))]
    end.
components(G) ->
    U = maps:fold(fun(N, Ms, A) -> lists:foldl(fun(M, B) -> add(M, N, add(N, M, B)) end, maps:merge(#{N => []}, A), Ms) end, #{}, G),
    lists:usort([lists:sort(dfs(U, N, [])) || N <- maps:keys(U)]).
add(K, V, M) -> maps:update_with(K, fun(L) -> [V | L] end, [V], M).
colour(G) -> lists:foldl(fun(N, C) -> C#{N => hd(lists:seq(1, 10) -- [map_get(M, C) || M <- neighbours(N, G), is_map_key(M, C)])} end, #{}, lists:sort(maps:keys(G))).
neighbours(N, G) -> maps:get(N, G) ++ [M || M := Ms <- G, lists:member(N, Ms)].
main() ->
    G = #{a => [b, c], b => [d], c => [d], d => [e], e => [], x => [y], y => []},
    ?show(lists:sort(maps:to_list(bfs(G, a)))),
    ?show(lists:reverse(dfs(G, a, []))),
    ?show(topo(G)),
    ?show(catch topo(G#{e => [c]})),
    ?show(components(G)),
    ?show(components(#{})),
    ?show(lists:sort(maps:to_list(colour(G)))),
    ?show(maps:size(bfs(maps:from_list([{I, [I * 2 rem 97, I * 3 rem 97]} || I <- lists:seq(0, 96)]), 1))),
    ok.
