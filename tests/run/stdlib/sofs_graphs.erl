%% Families and directed graphs, and functions on sets as such, of sofs.
-module(sofs_graphs).
-export([main/0]).

p(Call) ->
    try Call() of
        Value -> io:format("  ~0tp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tp~n", [Class, Reason])
    end.

main() ->
    F = sofs:family([{a, [b, c]}, {b, [c]}, {c, []}]),
    G = sofs:family_to_digraph(F),
    p(fun() -> lists:sort(digraph:vertices(G)) end),
    p(fun() -> digraph:no_edges(G) end),
    p(fun() -> sofs:digraph_to_family(G) end),
    p(fun() -> sofs:digraph_to_family(G, [{x, [x]}]) end),
    p(fun() -> sofs:family_to_digraph(sofs:family([{a, [a]}]), [acyclic]) end),
    p(fun() -> digraph_utils:topsort(sofs:family_to_digraph(sofs:family([{a, [b]}]), [acyclic])) end),
    p(fun() -> sofs:family_to_digraph(F, [foo]) end),
    p(fun() -> sofs:digraph_to_family(foo) end),
    R = sofs:relation([{1, a}, {1, b}, {2, c}]),
    p(fun() -> sofs:projection(fun(S) -> S end, R) end),
    p(fun() -> sofs:partition(fun sofs:no_elements/1, sofs:from_term([[a], [b], [a, b]])) end),
    p(fun() -> sofs:substitution(fun(X) -> X end, sofs:set([a, b])) end),
    p(fun() -> sofs:specification(fun sofs:is_set/1, sofs:from_term([[a], []])) end),
    p(fun() -> sofs:family_projection(fun(S) -> sofs:intersection(S, sofs:set([c])) end, F) end),
    p(fun() -> sofs:family_specification(fun sofs:is_empty_set/1, F) end),
    p(fun() -> sofs:is_sofs_set(foo) end).
