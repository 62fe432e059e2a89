%% A shortest path, a scheduler, an index and a cache, each made from a different container of the library.
-module(programs_on_containers).
-export([main/0]).
-include("../show.hrl").

main() ->
    G = #{a => [{b, 7}, {c, 9}, {f, 14}], b => [{a, 7}, {c, 10}, {d, 15}], c => [{a, 9}, {b, 10}, {d, 11}, {f, 2}], d => [{b, 15}, {c, 11}, {e, 6}], e => [{d, 6}, {f, 9}], f => [{a, 14}, {c, 2}, {e, 9}]},
    show("dijkstra", lists:sort(maps:to_list(dijkstra(gb_sets:singleton({0, a}), #{a => 0}, G)))),
    Q = lists:foldl(fun({P, J}, T) -> case gb_trees:lookup(P, T) of {value, Jobs} -> gb_trees:update(P, queue:in(J, Jobs), T); none -> gb_trees:insert(P, queue:in(J, queue:new()), T) end end, gb_trees:empty(), [{2, low1}, {1, hi1}, {2, low2}, {1, hi2}, {3, idle}]), show("jobs", jobs(Q)),
    Docs = [{1, "the cat sat"}, {2, "the dog sat down"}, {3, "a cat and a dog"}], Ix = lists:foldl(fun({N, T}, D) -> lists:foldl(fun(W, D1) -> dict:update(W, fun(S) -> ordsets:add_element(N, S) end, [N], D1) end, D, string:lexemes(T, " ")) end, dict:new(), Docs), show("index", lists:sort(dict:to_list(Ix))), show("and", ordsets:intersection([dict:fetch(W, Ix) || W <- ["cat", "dog"]])),
    C = lists:foldl(fun(K, {L, Hits}) -> case lists:member(K, L) of true -> {[K | lists:delete(K, L)], Hits + 1}; false -> {lists:sublist([K | L], 3), Hits} end end, {[], 0}, [a, b, c, a, d, b, a, e, a]), show("lru", C),
    A = lists:foldl(fun(N, Ar) -> lists:foldl(fun(K, Ar1) -> array:set(K, composite, Ar1) end, Ar, lists:seq(N * N, 60, N)) end, array:new(61, {default, prime}), lists:seq(2, 7)), show("sieve", [N || N <- lists:seq(2, 60), array:get(N, A) =:= prime]),
    U = lists:foldl(fun({X, Y}, M) -> union(X, Y, M) end, maps:from_keys(lists:seq(1, 8), root), [{1, 2}, {3, 4}, {2, 4}, {5, 6}]), show("sets", lists:sort(maps:values(maps:groups_from_list(fun(X) -> find(X, U) end, lists:seq(1, 8))))), ok.

dijkstra(Q, D, G) -> case gb_sets:is_empty(Q) of true -> D; false -> {{Du, U}, Q1} = gb_sets:take_smallest(Q), {Q2, D2} = lists:foldl(fun({V, W}, {Qa, Da}) -> N = Du + W, case maps:get(V, Da, infinity) of O when O > N -> {gb_sets:add({N, V}, Qa), Da#{V => N}}; _ -> {Qa, Da} end end, {Q1, D}, maps:get(U, G)), dijkstra(Q2, D2, G) end.
jobs(T) -> case gb_trees:is_empty(T) of true -> []; false -> {P, Q, T1} = gb_trees:take_smallest(T), {{value, J}, Q1} = queue:out(Q), [{P, J} | jobs(case queue:is_empty(Q1) of true -> T1; false -> gb_trees:insert(P, Q1, T1) end)] end.
find(X, M) -> case map_get(X, M) of root -> X; P -> find(P, M) end.
union(X, Y, M) -> case {find(X, M), find(Y, M)} of {R, R} -> M; {A, B} -> M#{A := B} end.
