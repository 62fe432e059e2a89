-module(higher_order).
-export([run/0]).
run() -> loop(60, lists:seq(1, 3000), 0).
loop(0, _, Acc) -> Acc;
loop(N, L, Acc) ->
    A = lists:map(fun(X) -> X * N end, L),
    B = lists:filter(fun(X) -> X rem 3 =:= 0 end, A),
    C = lists:foldl(fun(X, S) -> X + S end, 0, B),
    F = compose(fun(X) -> X + 1 end, fun(X) -> X * 2 end),
    loop(N - 1, L, Acc + C + lists:sum([F(X) || X <- B])).
compose(F, G) -> fun(X) -> F(G(X)) end.
