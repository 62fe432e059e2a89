%% digraph: edges, neighbours, paths and cycles of small graphs, cyclic, acyclic and protected.
-module(digraph_walks).
-export([main/0]).
-include("../show.hrl").

main() ->
    G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c, d, e]],
    E = [digraph:add_edge(G, {X, Y}, X, Y, l) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}, {d, d}]],
    show("edges", E), S = fun(L) when is_list(L) -> lists:sort(L); (X) -> X end,
    each(fun({F, A}) -> S(apply(digraph, F, [G | A])) end, [{vertices, []}, {edges, []}, {no_vertices, []}, {no_edges, []}, {edges, [c]}, {in_edges, [d]}, {out_edges, [c]}, {in_neighbours, [a]}, {out_neighbours, [c]}, {in_degree, [d]}, {out_degree, [d]}, {edge, [{a, b}]}, {edge, [x]}, {vertex, [a]}, {vertex, [z]}, {in_edges, [z]}]),
    each(fun({F, A}) -> apply(digraph, F, [G | A]) end, [{get_path, [a, d]}, {get_path, [d, a]}, {get_path, [a, a]}, {get_path, [d, d]}, {get_path, [e, e]}, {get_path, [z, a]}, {get_cycle, [a]}, {get_cycle, [d]}, {get_cycle, [e]}, {get_short_path, [a, d]}, {get_short_path, [a, z]}, {get_short_cycle, [c]}, {get_short_cycle, [d]}, {get_short_cycle, [e]}]),
    each(fun({F, A}) -> apply(digraph, F, [G | A]) end, [{add_edge, [z, a]}, {add_edge, [a, z]}, {add_edge, [{a, b}, a, c, new]}, {add_edge, [{a, b}, a, b, changed]}, {edge, [{a, b}]}, {del_edge, [{x, y}]}, {del_edges, [[{c, a}, nope]]}, {del_vertex, [zz]}, {del_vertices, [[e, f]]}, {del_path, [a, d]}, {add_vertex, [a, label]}, {vertex, [a]}, {get_path, [a, c]}]),
    show("left", {S(digraph:vertices(G)), S(digraph:edges(G))}), show("info", lists:keydelete(memory, 1, digraph:info(G))),
    A = digraph:new([acyclic, private]), [digraph:add_vertex(A, V) || V <- [1, 2, 3]],
    each(fun({X, Y}) -> case digraph:add_edge(A, X, Y) of ['$e' | _] -> edge; R -> R end end, [{1, 2}, {2, 3}, {3, 1}, {1, 1}, {1, 3}]),
    each(fun({F, As}) -> apply(digraph, F, As) end, [{new, [[bad]]}, {new, [x]}, {vertices, [x]}, {add_vertex, [x]}, {delete, [A]}, {vertices, [A]}]),
    ok.
