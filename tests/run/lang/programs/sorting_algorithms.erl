%% Sorting in a dozen ways, all compared with lists:sort.
-module(sorting_algorithms).
-export([main/0]).
-include("../lang.hrl").

quick([]) -> [];
quick([P | T]) -> {L, R} = lists:partition(fun(X) -> X < P end, T), quick(L) ++ [P | quick(R)].
merge_sort([]) -> [];
merge_sort([X]) -> [X];
merge_sort(L) -> {A, B} = lists:split(length(L) div 2, L), merge(merge_sort(A), merge_sort(B)).
merge([], B) -> B;
merge(A, []) -> A;
merge([X | A], [Y | _] = B) when X =< Y -> [X | merge(A, B)];
merge(A, [Y | B]) -> [Y | merge(A, B)].
insertion(L) -> lists:foldl(fun ins/2, [], L).
ins(X, [Y | T]) when X > Y -> [Y | ins(X, T)];
ins(X, T) -> [X | T].
selection([]) -> [];
selection(L) -> M = lists:min(L), [M | selection(L -- [M])].
bubble(L) -> case pass(L) of L -> L; L1 -> bubble(L1) end.
pass([A, B | T]) when A > B -> [B | pass([A | T])];
pass([A | T]) -> [A | pass(T)];
pass([]) -> [].
tree(L) -> flat(lists:foldl(fun put_in/2, nil, L), []).
put_in(X, nil) -> {nil, X, nil};
put_in(X, {L, Y, R}) when X < Y -> {put_in(X, L), Y, R};
put_in(X, {L, Y, R}) -> {L, Y, put_in(X, R)}.
flat(nil, A) -> A;
flat({L, X, R}, A) -> flat(L, [X | flat(R, A)]).
counting(L) -> M = lists:foldl(fun(X, A) -> maps:update_with(X, fun(N) -> N + 1 end, 1, A) end, #{}, L), lists:append([lists:duplicate(map_get(K, M), K) || K <- lists:seq(lists:min([0 | L]), lists:max([0 | L])), is_map_key(K, M)]).
radix(L) -> lists:foldl(fun(S, A) -> {Z, O} = lists:partition(fun(X) -> X band (1 bsl S) =:= 0 end, A), Z ++ O end, L, lists:seq(0, 16)).
gnome(L) -> gnome([], L).
gnome(Done, []) -> lists:reverse(Done);
gnome([], [X | T]) -> gnome([X], T);
gnome([Y | D], [X | T]) when Y > X -> gnome(D, [X, Y | T]);
gnome(D, [X | T]) -> gnome([X | D], T).
queue_merge(L) -> rounds([[X] || X <- L]).
rounds([]) -> [];
rounds([L]) -> L;
rounds(Ls) -> rounds(pairs(Ls)).
pairs([A, B | T]) -> [merge(A, B) | pairs(T)];
pairs(L) -> L.
main() ->
    Lists = [[], [1], [2, 1], lists:seq(1, 20), lists:seq(20, 1, -1), [I * 7919 rem 101 || I <- lists:seq(1, 60)], [5, 5, 5, 1, 5]],
    [?show({N, lists:all(fun(L) -> F(L) =:= lists:sort(L) end, Lists)}) || {N, F} <- [{quick, fun quick/1}, {merge, fun merge_sort/1}, {insertion, fun insertion/1}, {selection, fun selection/1}, {bubble, fun bubble/1}, {tree, fun tree/1}, {counting, fun counting/1}, {radix, fun radix/1}, {gnome, fun gnome/1}, {queue, fun queue_merge/1}]],
    ?show(lists:keysort(2, [{a, 2}, {b, 1}, {c, 2}, {d, 1.0}])),
    ?show(merge_sort([b, 1, "a", 2.0, {x}, <<>>, a])),
    ok.
