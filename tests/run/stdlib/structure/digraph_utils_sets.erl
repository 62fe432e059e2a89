%% digraph_utils: components, reachability, orders, trees and subgraphs as sorted sets.
-module(digraph_utils_sets).
-export([main/0]).
-include("../show.hrl").

main() ->
    G = digraph:new(), [digraph:add_vertex(G, V) || V <- lists:seq(1, 9)],
    [digraph:add_edge(G, A, B) || {A, B} <- [{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}, {6, 7}, {8, 8}]],
    SS = fun(L) when is_list(L) -> lists:sort([case X of [_ | _] -> lists:sort(X); _ -> X end || X <- L]); (X) -> X end,
    each(fun(F) -> SS(digraph_utils:F(G)) end, [components, strong_components, cyclic_strong_components, loop_vertices, is_acyclic, is_tree, is_arborescence, topsort, arborescence_root]),
    each(fun({F, Vs}) -> SS(digraph_utils:F(Vs, G)) end, [{F, Vs} || F <- [reachable, reachable_neighbours, reaching, reaching_neighbours], Vs <- [[1], [5], [8], [6, 9], [], [99]]]),
    Edges = fun(H) -> lists:sort([{A, B} || X <- digraph:edges(H), {_, A, B, _} <- [digraph:edge(H, X)]]) end,
    each(fun(H) -> {lists:sort(digraph:vertices(H)), Edges(H)} end, []) , Show = fun(N, H) -> show(N, {lists:sort([case V of [_ | _] -> lists:sort(V); _ -> V end || V <- digraph:vertices(H)]), length(Edges(H))}) end,
    Show("condensation", digraph_utils:condensation(G)), Show("subgraph", digraph_utils:subgraph(G, [1, 2, 8, 77])), Show("keep none", digraph_utils:subgraph(G, [1, 2], [{keep_labels, false}, {type, [acyclic]}])),
    T = digraph:new(), [digraph:add_vertex(T, V) || V <- [r, a, b, c]], [digraph:add_edge(T, X, Y) || {X, Y} <- [{r, a}, {r, b}, {b, c}]],
    each(fun(F) -> digraph_utils:F(T) end, [is_tree, is_arborescence, arborescence_root, is_acyclic]),
    Top = digraph_utils:topsort(T), show("topsort", [string:str(Top, [X]) < string:str(Top, [Y]) || {X, Y} <- [{r, a}, {r, b}, {b, c}]]),
    each(fun(F) -> F() end, [fun() -> digraph_utils:subgraph(G, x) end, fun() -> digraph_utils:subgraph(G, [1], [bad]) end, fun() -> digraph_utils:topsort(x) end, fun() -> digraph_utils:reachable([1], x) end]),
    ok.
