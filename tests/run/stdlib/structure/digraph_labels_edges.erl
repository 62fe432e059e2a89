%% Labels of vertices and edges, parallel edges, deletion of paths and of what hangs on a vertex.
-module(digraph_labels_edges).
-export([main/0]).
-include("../show.hrl").

main() ->
    G = digraph:new([cyclic, protected]), show("add", [digraph:add_vertex(G, a, "A"), digraph:add_vertex(G, b), digraph:add_vertex(G, a, "A2"), digraph:vertex(G, a), digraph:vertex(G, b)]), Es = [digraph:add_edge(G, N, X, Y, L) || {N, X, Y, L} <- [{1, a, b, one}, {2, a, b, two}, {3, b, a, back}, {4, b, b, self}]], show("edges", Es), show("parallel", lists:sort(digraph:out_edges(G, a))), show("degrees", [{digraph:in_degree(G, V), digraph:out_degree(G, V)} || V <- [a, b]]), show("neighbours", [lists:sort(digraph:out_neighbours(G, a)), lists:sort(digraph:in_neighbours(G, b))]), show("relabel", [digraph:add_edge(G, 1, a, b, uno), digraph:edge(G, 1), digraph:add_edge(G, 1, b, a, x)]), show("delete", [digraph:del_edge(G, 2), digraph:edge(G, 2), digraph:no_edges(G)]), show("path", [digraph:get_path(G, a, a), digraph:get_cycle(G, b), digraph:get_short_cycle(G, a)]), show("del path", [digraph:del_path(G, a, b), lists:sort(digraph:edges(G))]), show("del vertex", [digraph:del_vertex(G, b), digraph:edges(G), digraph:vertices(G)]), show("info", [lists:keyfind(K, 1, digraph:info(G)) || K <- [cyclicity, protection]]), show("deleted", [digraph:delete(G), outcome(fun() -> digraph:vertices(G) end) =/= ok]), ok.
