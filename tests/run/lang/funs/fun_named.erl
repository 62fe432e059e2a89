%% Named funs: recursion, shadowing of the name, several clauses, names that are used as values.
-module(fun_named).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show((fun F(0) -> 1; F(N) -> N * F(N - 1) end)(20)),
    ?show((fun Fib(N) when N < 2 -> N; Fib(N) -> Fib(N - 1) + Fib(N - 2) end)(15)),
    ?show((fun Loop(N, Acc) when N > 0 -> Loop(N - 1, [N | Acc]); Loop(_, Acc) -> Acc end)(5, [])),
    X = 10,
    ?show((fun Add([H | T]) -> H + Add(T); Add([]) -> X end)([1, 2, 3])),
    ?show(is_function((fun Self() -> Self end)(), 0)),
    ?show((fun H(0) -> done; H(N) -> (fun H(M) -> {inner, M} end)(N) end)(1)),
    ?show((fun _(N) -> N end)(ignored)),
    Even = fun Even(0) -> true; Even(N) -> Odd = fun(M) -> Even(M - 1) end, Odd(N - 1 + 0) end,
    ?show(Even(0)),
    ?show(lists:map(fun Depth([H | T]) -> 1 + max(Depth(H), Depth(T) - 1); Depth(_) -> 0 end, [[], [[]], [[[]], []]])),
    ?show(length((fun Walk(T) -> case T of {L, R} -> Walk(L) ++ Walk(R); Leaf -> [Leaf] end end)({{1, 2}, {3, {4, 5}}}))),
    ?show((fun N(K) -> [N || _ <- lists:seq(1, K)] end)(0)),
    ?show((fun Y(1) -> one end)(2)),
    ?show(try (fun Z(0) -> throw({done, is_function(Z)}); Z(N) -> Z(N - 1) end)(100000) catch T -> T end),
    ok.
