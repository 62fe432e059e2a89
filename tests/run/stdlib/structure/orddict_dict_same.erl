%% The same changes to an orddict, a dict and a map give the same associations.
-module(orddict_dict_same).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ops = [{store, a, 1}, {store, b, 2}, {store, 1, i}, {erase, a}, {append, l, x}, {append, l, y}, {counter, c, 5}, {counter, c, -2}, {store, b, 3}, {erase, none}, {list, l, [z]}, {update, b}],
    {O, D, M} = lists:foldl(fun(Op, {O, D, M}) -> {od(Op, O, orddict), od(Op, D, dict), mp(Op, M)} end, {orddict:new(), dict:new(), #{}}, Ops), show("orddict", O), show("same", [lists:sort(dict:to_list(D)) =:= O, lists:sort(maps:to_list(M)) =:= lists:sort(O)]), each(fun(F) -> {orddict:F(O), dict:F(D)} end, [size, is_empty]), show("fold", [orddict:fold(fun(K, _, A) -> [K | A] end, [], O), lists:sort(dict:fold(fun(K, _, A) -> [K | A] end, [], D))]), show("filter", [orddict:filter(fun(K, _) -> is_atom(K) end, O), lists:sort(dict:to_list(dict:filter(fun(K, _) -> is_atom(K) end, D)))]), show("merge", [orddict:merge(fun(_, A, B) -> {A, B} end, O, [{b, q}, {zz, 1}]), lists:sort(dict:to_list(dict:merge(fun(_, A, B) -> {A, B} end, D, dict:from_list([{b, q}, {zz, 1}]))))]), show("take", [orddict:take(b, O), element(1, dict:take(b, D))]), ok.
od({store, K, V}, X, M) -> M:store(K, V, X); od({erase, K}, X, M) -> M:erase(K, X); od({append, K, V}, X, M) -> M:append(K, V, X); od({counter, K, N}, X, M) -> M:update_counter(K, N, X); od({list, K, L}, X, M) -> M:append_list(K, L, X); od({update, K}, X, M) -> M:update(K, fun(V) -> V * 10 end, X).
mp({store, K, V}, X) -> X#{K => V}; mp({erase, K}, X) -> maps:remove(K, X); mp({append, K, V}, X) -> X#{K => maps:get(K, X, []) ++ [V]}; mp({counter, K, N}, X) -> X#{K => maps:get(K, X, 0) + N}; mp({list, K, L}, X) -> X#{K => maps:get(K, X, []) ++ L}; mp({update, K}, X) -> X#{K := map_get(K, X) * 10}.
