-module(lists_by_hand).
-export([reverse/2, map/2, sum/2, last/1]).
reverse([H | T], Acc) -> reverse(T, [H | Acc]);
reverse([], Acc) -> Acc.
map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].
sum([], N) -> N;
sum([H | T], N) -> sum(T, N + H).
last([X]) -> X;
last([_ | T]) -> last(T).
%%% bytecode
