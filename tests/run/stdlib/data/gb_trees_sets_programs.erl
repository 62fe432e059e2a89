%% Intervals, leader boards, priority queues and ranges kept in balanced trees.
-module(gb_trees_sets_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = lists:foldl(fun({K, V}, A) -> gb_trees:enter(K, V, A) end, gb_trees:empty(), [{5, five}, {1, one}, {9, nine}, {5, cinq}, {3, three}]), show("list", gb_trees:to_list(T)), show("range", range(gb_trees:iterator_from(2, T), 6)), show("floor", [case gb_trees:smaller(K, T) of {A, _} -> A; none -> none end || K <- [0, 1, 4, 5, 10]]), show("ceil", [case gb_trees:larger(K, T) of {A, _} -> A; none -> none end || K <- [0, 1, 4, 5, 10]]),
    B = lists:foldl(fun({N, S}, Bd) -> gb_sets:add({-S, N}, Bd) end, gb_sets:new(), [{ann, 50}, {bo, 70}, {cy, 50}, {di, 90}]), show("board", [{N, -S} || {S, N} <- gb_sets:to_list(B)]), show("top", element(2, gb_sets:smallest(B))), show("rank", length([x || {S, _} <- gb_sets:to_list(B), S < -50]) + 1), show("heap", heap(gb_sets:from_list([{3, c}, {1, a}, {2, b}]))), show("heights", [height(element(2, lists:foldl(fun(K, A) -> gb_trees:insert(K, x, A) end, gb_trees:empty(), lists:seq(1, N)))) || N <- [1, 7, 15, 31, 63]]),
    S = gb_trees:from_orddict([{N, N * N} || N <- lists:seq(1, 20)]), show("deletes", gb_trees:keys(lists:foldl(fun gb_trees:delete/2, S, [5, 10, 15, 1, 20]))), show("sum", sum(gb_trees:iterator(S), 0)), show("reverse", range(gb_trees:iterator(S, reversed), -1, 4)), show("merge", gb_sets:to_list(gb_sets:union([gb_sets:from_list(L) || L <- [[3, 1], [2, 3], []]]))), ok.
range(I, Max) -> case gb_trees:next(I) of {K, V, J} when K =< Max -> [{K, V} | range(J, Max)]; _ -> [] end.
range(_, _, 0) -> [];
range(I, M, N) -> {K, _, J} = gb_trees:next(I), [K | range(J, M, N - 1)].
heap(H) -> case gb_sets:is_empty(H) of true -> []; false -> {{_, X}, R} = gb_sets:take_smallest(H), [X | heap(R)] end.
height(nil) -> 0;
height({_, _, L, R}) -> 1 + max(height(L), height(R)).
sum(I, A) -> case gb_trees:next(I) of none -> A; {_, V, J} -> sum(J, A + V) end.
