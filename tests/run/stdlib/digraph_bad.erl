%% digraph: each function on graphs of three kinds, with vertices and edges that are not there, and with what is no graph.
-module(digraph_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    [graph(Options) || Options <- [[], [acyclic], [cyclic, protected], [private, acyclic]]],
    calls(digraph, [{new, [[[bad]], [cyclic], [[cyclic | x]], [[acyclic, 1]]]}]),
    [calls(digraph, [{F, [[G]]} || F <- [edges, vertices, info, no_edges, no_vertices, sink_vertices, source_vertices, delete, add_vertex]]) || G <- [x, {digraph, a, b, c, true}]],
    [calls(digraph, [{F, [[G, v]]} || F <- [add_vertex, vertex, edge, edges, del_edge, del_edges, get_cycle, get_short_cycle,
                                            in_degree, in_edges, in_neighbours, out_degree, out_edges, out_neighbours]]) || G <- [x]],
    calls(digraph, [{F, [[x, a, b]]} || F <- [add_vertex, add_edge, del_path, get_path, get_short_path]]),
    calls(digraph, [{add_edge, [[x, a, b, c], [x, e, a, b, c]]}]).

graph(Options) ->
    io:format("graph ~w~n", [Options]),
    G = digraph:new(Options),
    sorted(digraph, [
        {add_vertex, [[G], [G, a], [G, b, "b"], [G, c, {c}], [G, a, again]]},
        {vertex, [[G, a], [G, z]]},
        {add_edge, [[G, a, b], [G, b, c, "bc"], [G, e1, c, a, "ca"], [G, a, z], [G, z, a], [G, e1, a, b, "other"], [G, e2, a, a, []]]},
        {edge, [[G, e1], [G, none]]},
        {edges, [[G, a], [G, z]]},
        {no_edges, [[G]]}, {no_vertices, [[G]]},
        {in_degree, [[G, a], [G, z]]}, {out_degree, [[G, a], [G, z]]},
        {in_edges, [[G, b], [G, z]]}, {out_edges, [[G, b], [G, z]]},
        {in_neighbours, [[G, c], [G, z]]}, {out_neighbours, [[G, b], [G, z]]},
        {sink_vertices, [[G]]}, {source_vertices, [[G]]},
        {get_path, [[G, a, c], [G, c, a], [G, a, z]]}, {get_short_path, [[G, a, c], [G, c, b], [G, z, a]]},
        {get_cycle, [[G, a], [G, z]]}, {get_short_cycle, [[G, a], [G, z]]},
        {del_edge, [[G, none], [G, e2]]}, {del_edges, [[G, [none, e2]], [G, x]]},
        {del_path, [[G, a, c], [G, a, z]]}, {get_path, [[G, a, c]]},
        {del_vertex, [[G, b], [G, b]]}, {del_vertices, [[G, [z, c]], [G, x]]},
        {vertices, [[G]]}]),
    say("kind", lists:keydelete(memory, 1, digraph:info(G))),
    calls(digraph, [{delete, [[G]]}, {vertices, [[G]]}]).
