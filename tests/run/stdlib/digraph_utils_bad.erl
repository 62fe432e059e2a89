%% digraph_utils: each function on small graphs whose answers do not depend on an order, and with what is no graph.
-module(digraph_utils_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    [shape(Name, Vertices, Edges) || {Name, Vertices, Edges} <- shapes()],
    calls(digraph_utils, [{F, [[not_a_graph]]} || F <- one()]),
    calls(digraph_utils, [{F, [[[a], not_a_graph]]} || F <- [reachable, reachable_neighbours, reaching, reaching_neighbours]]),
    calls(digraph_utils, [{subgraph, [[x, [a]], [x, [a], []]]}]),
    G = make([a, b, c], [{a, b}, {b, c}]),
    calls(digraph_utils, [{reachable, [[x, G], [[z], G]]}, {reaching, [[[a | b], G]]}, {reachable_neighbours, [[5, G]]}, {reaching_neighbours, [[{}, G]]},
                          {subgraph, [[G, [a], [{type, strange}]], [G, x], [G, [a], [{keep_labels, perhaps}]], [G, [a], x]]}]).

one() -> [arborescence_root, condensation, components, cyclic_strong_components, is_acyclic, is_arborescence, is_tree, loop_vertices,
          postorder, preorder, strong_components, topsort].

shapes() ->
    [{empty, [], []}, {point, [a], []}, {loop, [a], [{a, a}]}, {chain, [a, b, c], [{a, b}, {b, c}]},
     {ring, [a, b, c], [{a, b}, {b, c}, {c, a}]}, {two, [a, b, c, d], [{a, b}, {c, d}]}, {both, [a, b], [{a, b}, {b, a}]}].

make(Vertices, Edges) ->
    G = digraph:new(),
    [digraph:add_vertex(G, V, {label, V}) || V <- Vertices],
    [digraph:add_edge(G, A, B, {A, B}) || {A, B} <- Edges],
    G.

shape(Name, Vertices, Edges) ->
    G = make(Vertices, Edges),
    say("shape", Name),
    [say(F, normal(digraph_utils:F(G))) || F <- one(), F =/= condensation],
    C = digraph_utils:condensation(G),
    say(condensation, {lists:sort([lists:sort(V) || V <- digraph:vertices(C)]), digraph:no_edges(C)}),
    [say(F, lists:sort(digraph_utils:F(Vertices, G))) || F <- [reachable, reachable_neighbours, reaching, reaching_neighbours]],
    [say({F, [a]}, lists:sort(digraph_utils:F([a], G))) || F <- [reachable, reachable_neighbours, reaching, reaching_neighbours], Vertices =/= []],
    S = digraph_utils:subgraph(G, [a, b], [{type, [acyclic]}, {keep_labels, false}]),
    say(subgraph, [digraph:vertex(S, V) || V <- lists:sort(digraph:vertices(S))]),
    T = digraph_utils:subgraph(G, [a, b]),
    say(subgraph, {[digraph:vertex(T, V) || V <- lists:sort(digraph:vertices(T))], lists:sort([setelement(1, digraph:edge(T, E), e) || E <- digraph:edges(T)])}).

normal(List) when is_list(List) -> lists:sort([case E of [_ | _] -> lists:sort(E); _ -> E end || E <- List]);
normal(Value) -> Value.
