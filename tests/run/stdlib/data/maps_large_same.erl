%% Maps above and below thirty-two keys behave alike through all functions.
-module(maps_large_same).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(N) -> M = maps:from_list([{K, K * K} || K <- lists:seq(1, N)]), H = lists:seq(1, N, 2), W = maps:with(H, M), O = maps:without(H, M), {map_size(M), lists:sum(maps:keys(M)), map_size(W), map_size(O), maps:merge(W, O) =:= M, maps:intersect(M, W) =:= W, lists:sort(maps:values(M)) =:= [K * K || K <- lists:seq(1, N)], lists:sort(maps:to_list(maps:map(fun(K, V) -> K + V end, M))) =:= [{K, K + K * K} || K <- lists:seq(1, N)], map_size(maps:filter(fun(K, _) -> K rem 3 =:= 0 end, M)), maps:fold(fun(K, V, A) -> K + V + A end, 0, M), lists:foldl(fun maps:remove/2, M, H) =:= O, maps:from_list(maps:to_list(M)) =:= M, binary_to_term(term_to_binary(M)) =:= M, maps:update_with(1, fun(V) -> V + 1 end, 0, M) =:= M#{1 => maps:get(1, M, -1) + 1}, M < M#{N + 1 => x}, erlang:phash2(M) =:= erlang:phash2(maps:merge(O, W)), maps:take(2, M) =:= case M of #{2 := V} -> {V, maps:remove(2, M)}; _ -> error end} end, [0, 1, 2, 31, 32, 33, 34, 64, 100]),
    Mixed = maps:from_list([{K, x} || N <- lists:seq(1, 12), K <- [N, N * 1.0, integer_to_binary(N), {N}]]), show("mixed", {map_size(Mixed), lists:sort(maps:keys(Mixed)) =:= lists:sort([K || K := _ <- Mixed]), [maps:is_key(K, Mixed) || K <- [1, 1.0, <<"1">>, {1}, "1", 13]]}), show("updates", map_size(lists:foldl(fun(K, M) -> M#{K rem 40 => K} end, #{}, lists:seq(1, 400)))), show("shrink", lists:foldl(fun maps:remove/2, maps:from_keys(lists:seq(1, 50), v), lists:seq(3, 50))), ok.
