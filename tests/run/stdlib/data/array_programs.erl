%% Grids, ring buffers, sieves and sparse vectors in arrays, with defaults and fixed sizes.
-module(array_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    G = lists:foldl(fun({X, Y}, A) -> array:set(Y, array:set(X, $#, array:get(Y, A)), A) end, array:from_list([array:new(5, {default, $.}) || _ <- lists:seq(1, 3)]), [{0, 0}, {4, 2}, {2, 1}]), [io:format("~s~n", [array:to_list(R)]) || R <- array:to_list(G)],
    Ring = lists:foldl(fun(X, {A, P}) -> {array:set(P rem 4, X, A), P + 1} end, {array:new(4), 0}, lists:seq(1, 10)), show("ring", {array:to_list(element(1, Ring)), element(2, Ring)}), Sp = array:from_orddict([{3, a}, {100, b}], z), show("sparse", {array:size(Sp), array:sparse_size(array:reset(100, Sp)), array:sparse_to_orddict(Sp), array:get(50, Sp), array:get(1000, Sp)}),
    show("fold", {array:foldl(fun(I, V, A) -> A + I * V end, 0, array:from_list([1, 2, 3])), array:foldr(fun(_, V, A) -> [V | A] end, [], array:from_list("abc")), array:sparse_foldl(fun(I, _, A) -> [I | A] end, [], Sp)}), show("prefix", array:to_list(element(1, lists:foldl(fun(I, {A, S}) -> N = S + array:get(I, A), {array:set(I, N, A), N} end, {array:from_list([3, 1, 4, 1, 5]), 0}, lists:seq(0, 4))))), show("swap", array:to_list(swap(0, 4, array:from_list("hello")))), show("equal", [array:from_list([a]) =:= array:set(0, a, array:new()), array:resize(3, array:from_list([a])) =:= array:from_list([a])]), show("fixed", [outcome(fun() -> array:set(5, x, array:new(5)) end) =/= x, array:is_fix(array:new(5)), array:is_fix(array:relax(array:new(5)))]), show("default", [array:get(2, array:set(5, x, array:new([{default, d}]))), array:default(array:new(3, {default, q}))]), show("map", array:to_list(array:map(fun(I, V) -> {I, V} end, array:from_list([x, y])))), ok.
swap(I, J, A) -> array:set(I, array:get(J, A), array:set(J, array:get(I, A), A)).
