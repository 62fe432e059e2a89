%% Mutual recursion by funs in tuples and maps, continuation passing, generators, trampolines.
-module(fun_recursion_patterns).
-export([main/0]).
-include("../lang.hrl").

evens() -> #{even => fun(_, 0) -> true; (M, N) -> (map_get(odd, M))(M, N - 1) end, odd => fun(_, 0) -> false; (M, N) -> (map_get(even, M))(M, N - 1) end}.
fact(0, K) -> K(1);
fact(N, K) -> fact(N - 1, fun(V) -> K(N * V) end).
walk({L, R}, K) -> walk(L, fun(A) -> walk(R, fun(B) -> K(A ++ B) end) end);
walk(X, K) -> K([X]).
tramp(F) when is_function(F, 0) -> tramp(F());
tramp(V) -> V.
down(0) -> done;
down(N) -> fun() -> down(N - 1) end.
gen(L) -> fun() -> case L of [] -> stop; [H | T] -> {H, gen(T)} end end.
collect(G) -> case G() of stop -> []; {V, N} -> [V | collect(N)] end.
gmap(F, G) -> fun() -> case G() of stop -> stop; {V, N} -> {F(V), gmap(F, N)} end end.
interleave(A, B) -> fun() -> case A() of stop -> B(); {V, N} -> {V, interleave(B, N)} end end.
main() ->
    M = evens(),
    ?show([(map_get(even, M))(M, N) || N <- [0, 1, 10, 101]]),
    ?show(fact(20, fun(X) -> X end)),
    ?show(walk({{1, 2}, {3, {4, 5}}}, fun(L) -> L end)),
    ?show(tramp(down(1000))),
    ?show(collect(gmap(fun(X) -> X * X end, gen([1, 2, 3])))),
    ?show(collect(interleave(gen([a, b, c]), gen([1])))),
    ?show(fact(3, fun(X) -> throw({result, X}) end)),
    ?show(try fact(4, fun(X) -> throw(X) end) catch V -> V end),
    ok.
