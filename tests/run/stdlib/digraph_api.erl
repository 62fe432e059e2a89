%% Every function of digraph and digraph_utils. Where the order of a table shows, results are sorted.
-module(digraph_api).
-export([main/0]).

main() ->
    building(),
    acyclic(),
    edges(),
    paths(),
    deleting(),
    utils(),
    trees(),
    subgraphs(),
    bad().

s(L) -> lists:sort(L).

p(Call) ->
    try Call() of
        Value -> io:format("  ~0tp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tp~n", [Class, Reason])
    end.

graph(Vs, Es) -> graph(Vs, Es, []).

graph(Vs, Es, Type) ->
    G = digraph:new(Type),
    [digraph:add_vertex(G, V) || V <- Vs],
    [digraph:add_edge(G, V1, V2) || {V1, V2} <- Es],
    G.

building() ->
    G = digraph:new(),
    p(fun() -> digraph:add_vertex(G) end),
    p(fun() -> digraph:add_vertex(G) end),
    p(fun() -> digraph:add_vertex(G, a) end),
    p(fun() -> digraph:add_vertex(G, b, label) end),
    p(fun() -> digraph:add_vertex(G, b, relabelled) end),
    p(fun() -> digraph:vertex(G, a) end),
    p(fun() -> digraph:vertex(G, b) end),
    p(fun() -> digraph:vertex(G, c) end),
    p(fun() -> s(digraph:vertices(G)) end),
    p(fun() -> digraph:no_vertices(G) end),
    p(fun() -> digraph:add_edge(G, a, b) end),
    p(fun() -> digraph:add_edge(G, a, b, twice) end),
    p(fun() -> digraph:add_edge(G, mine, b, a, back) end),
    p(fun() -> digraph:add_edge(G, mine, b, a, renamed) end),
    p(fun() -> digraph:add_edge(G, mine, a, b, other_way) end),
    p(fun() -> digraph:add_edge(G, a, nowhere) end),
    p(fun() -> digraph:add_edge(G, nowhere, a) end),
    p(fun() -> digraph:edge(G, mine) end),
    p(fun() -> digraph:edge(G, ['$e' | 1]) end),
    p(fun() -> digraph:edge(G, none) end),
    p(fun() -> digraph:no_edges(G) end),
    p(fun() -> s(digraph:edges(G)) end),
    p(fun() -> [I || {K, _} = I <- digraph:info(G), K =/= memory] end),
    p(fun() -> digraph:delete(G) end),
    p(fun() -> digraph:vertices(G) end).

acyclic() ->
    G = graph([1, 2, 3, 4], [{1, 2}, {2, 3}, {3, 4}], [acyclic, private]),
    p(fun() -> [I || {K, _} = I <- digraph:info(G), K =/= memory] end),
    p(fun() -> digraph:add_edge(G, 4, 1) end),
    p(fun() -> digraph:add_edge(G, 2, 2) end),
    p(fun() -> digraph:add_edge(G, 1, 4) end),
    p(fun() -> digraph:new([foo]) end),
    p(fun() -> digraph:new(acyclic) end).

edges() ->
    G = graph([a, b, c, d, e], [{a, b}, {a, c}, {b, d}, {c, d}, {d, d}]),
    [p(fun() -> {V, digraph:in_degree(G, V), digraph:out_degree(G, V), digraph:in_edges(G, V),
                 digraph:out_edges(G, V), digraph:in_neighbours(G, V), digraph:out_neighbours(G, V),
                 s(digraph:edges(G, V))}
     end) || V <- [a, b, c, d, e, unknown]],
    p(fun() -> s(digraph:source_vertices(G)) end),
    p(fun() -> s(digraph:sink_vertices(G)) end).

paths() ->
    G = graph([1, 2, 3, 4, 5, 6], [{1, 2}, {2, 3}, {3, 4}, {1, 4}, {4, 1}, {5, 5}]),
    [p(fun() -> {V1, V2, digraph:get_path(G, V1, V2), digraph:get_short_path(G, V1, V2)} end)
     || V1 <- [1, 3, 5, 6], V2 <- [1, 2, 4, 5, 6]],
    [p(fun() -> {V, digraph:get_cycle(G, V), digraph:get_short_cycle(G, V)} end) || V <- [1, 2, 4, 5, 6]],
    p(fun() -> digraph:del_path(G, 1, 4) end),
    p(fun() -> digraph:get_path(G, 1, 4) end),
    p(fun() -> digraph:del_path(G, 6, 1) end).

deleting() ->
    G = graph([1, 2, 3, 4], [{1, 2}, {2, 3}, {3, 1}, {3, 4}]),
    p(fun() -> digraph:del_edge(G, ['$e' | 0]) end),
    p(fun() -> digraph:del_edge(G, gone) end),
    p(fun() -> digraph:del_edges(G, [['$e' | 1], x]) end),
    p(fun() -> digraph:no_edges(G) end),
    p(fun() -> digraph:del_vertex(G, 3) end),
    p(fun() -> digraph:del_vertex(G, 99) end),
    p(fun() -> digraph:no_edges(G) end),
    p(fun() -> digraph:del_vertices(G, [1, 2, 7]) end),
    p(fun() -> digraph:vertices(G) end).

utils() ->
    G = graph([1, 2, 3, 4, 5, 6, 7], [{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}, {6, 6}]),
    p(fun() -> s([s(C) || C <- digraph_utils:components(G)]) end),
    p(fun() -> s([s(C) || C <- digraph_utils:strong_components(G)]) end),
    p(fun() -> s([s(C) || C <- digraph_utils:cyclic_strong_components(G)]) end),
    p(fun() -> s(digraph_utils:reachable([4], G)) end),
    p(fun() -> s(digraph_utils:reachable([6, 7, 4], G)) end),
    p(fun() -> s(digraph_utils:reachable_neighbours([4, 7], G)) end),
    p(fun() -> s(digraph_utils:reaching([4], G)) end),
    p(fun() -> s(digraph_utils:reaching_neighbours([4, 6], G)) end),
    p(fun() -> digraph_utils:is_acyclic(G) end),
    p(fun() -> digraph_utils:topsort(G) end),
    p(fun() -> digraph_utils:loop_vertices(G) end),
    p(fun() -> s(digraph_utils:preorder(G)) end),
    p(fun() -> s(digraph_utils:postorder(G)) end),
    C = digraph_utils:condensation(G),
    p(fun() -> s([s(V) || V <- digraph:vertices(C)]) end),
    p(fun() -> digraph:no_edges(C) end).

trees() ->
    T = graph([1, 2, 3, 4], [{1, 2}, {1, 3}, {3, 4}]),
    p(fun() -> {digraph_utils:is_tree(T), digraph_utils:is_arborescence(T), digraph_utils:arborescence_root(T)} end),
    p(fun() -> digraph_utils:preorder(T) end),
    p(fun() -> digraph_utils:postorder(T) end),
    p(fun() -> hd(digraph_utils:topsort(T)) end),
    N = graph([1, 2, 3], [{1, 2}, {3, 2}]),
    p(fun() -> {digraph_utils:is_tree(N), digraph_utils:is_arborescence(N), digraph_utils:arborescence_root(N)} end),
    E = digraph:new(),
    p(fun() -> {digraph_utils:is_tree(E), digraph_utils:is_acyclic(E), digraph_utils:topsort(E),
                digraph_utils:components(E), digraph_utils:arborescence_root(E)} end).

subgraphs() ->
    G = graph([1, 2, 3], [{1, 2}, {2, 3}, {3, 1}]),
    digraph:add_vertex(G, 1, one),
    S = digraph_utils:subgraph(G, [1, 2, 9]),
    p(fun() -> {s(digraph:vertices(S)), digraph:edges(S), digraph:vertex(S, 1)} end),
    S2 = digraph_utils:subgraph(G, [1, 2], [{type, [acyclic]}, {keep_labels, false}]),
    p(fun() -> {s(digraph:vertices(S2)), digraph:edges(S2), digraph:vertex(S2, 1), lists:keyfind(cyclicity, 1, digraph:info(S2))} end),
    p(fun() -> digraph_utils:subgraph(G, [1], [{type, foo}]) end),
    p(fun() -> digraph_utils:subgraph(G, [1], [foo]) end).

bad() ->
    [p(F) || F <- [fun() -> digraph:add_vertex(x) end, fun() -> digraph:vertices({}) end, fun() -> digraph:edge(x, 1) end,
                   fun() -> digraph_utils:components(x) end, fun() -> digraph_utils:topsort([]) end]].
