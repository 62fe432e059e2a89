%% Sets, bags, inverted indexes and graphs kept in maps.
-module(maps_as_sets_and_graphs).
-export([main/0]).
-include("../lang.hrl").

set(L) -> maps:from_keys(L, []).
union(A, B) -> maps:merge(A, B).
inter(A, B) -> maps:with(maps:keys(A), B).
diff(A, B) -> maps:without(maps:keys(B), A).
items(M) -> lists:sort(maps:keys(M)).
bag(L) -> lists:foldl(fun(X, M) -> maps:put(X, maps:get(X, M, 0) + 1, M) end, #{}, L).
invert(M) -> maps:fold(fun(K, V, A) -> maps:update_with(V, fun(Ks) -> lists:sort([K | Ks]) end, [K], A) end, #{}, M).
index(Docs) -> lists:foldl(fun({I, Ws}, M) -> lists:foldl(fun(W, A) -> A#{W => [I | maps:get(W, A, [])]} end, M, Ws) end, #{}, Docs).
all(M) -> lists:sort(maps:to_list(M)).
nested_put([K], V, M) -> M#{K => V};
nested_put([K | Ks], V, M) -> M#{K => nested_put(Ks, V, maps:get(K, M, #{}))}.
nested_get(Ks, M) -> lists:foldl(fun maps:get/2, M, Ks).
main() ->
    A = set([1, 2, 3, 2.0]), B = set([2, 3, 4]),
    ?show([items(X) || X <- [union(A, B), inter(A, B), diff(A, B), diff(B, A)]]),
    ?show(all(bag("mississippi"))),
    ?show(all(invert(#{a => 1, b => 2, c => 1}))),
    ?show(all(index([{1, [x, y]}, {2, [y, z]}, {3, [x]}]))),
    M = nested_put([a, b, c], 1, nested_put([a, d], 2, #{})),
    ?show(nested_get([a, b, c], M)),
    ?show(nested_get([a, d], M)),
    ?show(nested_get([a, x], M)),
    ?show(maps:intersect(#{a => 1}, #{a => 2, b => 3})),
    ?show(maps:intersect_with(fun(K, X, Y) -> {K, X, Y} end, #{a => 1}, #{a => 2, b => 3})),
    ?show(all(maps:merge_with(fun(_, X, Y) -> X + Y end, #{a => 1, b => 1}, #{a => 2}))),
    ?show(maps:take(a, #{a => 1})),
    ?show(maps:take(z, #{a => 1})),
    ?show(all(maps:filtermap(fun(_, V) when V > 1 -> {true, V * 2}; (_, V) -> V =:= 1 end, #{a => 0, b => 1, c => 2}))),
    ?show(all(maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 7)))),
    ok.
