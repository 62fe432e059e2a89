-module(search_tree).
-export([run/0]).
run() ->
    T = lists:foldl(fun(I, T) -> insert(I * 7919 rem 20011, I, T) end, nil, lists:seq(1, 8000)),
    sum([lookup(K, T) || K <- lists:seq(1, 20011)], 0).
insert(K, V, nil) -> {K, V, nil, nil};
insert(K, V, {K1, V1, L, R}) when K < K1 -> {K1, V1, insert(K, V, L), R};
insert(K, V, {K1, V1, L, R}) when K > K1 -> {K1, V1, L, insert(K, V, R)};
insert(K, V, {K, _, L, R}) -> {K, V, L, R}.
lookup(_, nil) -> none;
lookup(K, {K1, _, L, _}) when K < K1 -> lookup(K, L);
lookup(K, {K1, _, _, R}) when K > K1 -> lookup(K, R);
lookup(_, {_, V, _, _}) -> V.
sum([], S) -> S;
sum([none | T], S) -> sum(T, S);
sum([X | T], S) -> sum(T, S + X).
