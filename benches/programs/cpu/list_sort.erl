-module(list_sort).
-export([run/0]).
run() ->
    L = random(40000, 42),
    A = lists:sort(L), B = lists:usort(fun(X, Y) -> X >= Y end, L), C = lists:keysort(2, [{X, X rem 1000} || X <- L]),
    lists:nth(100, A) + length(B) + element(1, lists:nth(50, C)).
random(0, _) -> [];
random(N, S) -> X = (S * 1103515245 + 12345) band 16#7fffffff, [X | random(N - 1, X)].
