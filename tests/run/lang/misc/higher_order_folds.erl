%% Folds that build functions, pipelines, memo tables and lazy lists.
-module(higher_order_folds).
-export([main/0]).
-include("../lang.hrl").

lazy(N) -> [N | fun() -> lazy(N + 1) end].
take(0, _) -> [];
take(_, []) -> [];
take(N, [H | T]) -> [H | take(N - 1, T())].
filter(P, [H | T]) -> case P(H) of true -> [H | fun() -> filter(P, T()) end]; false -> filter(P, T()) end.
map(F, [H | T]) -> [F(H) | fun() -> map(F, T()) end].
zip_with(F, [A | S], [B | T]) -> [F(A, B) | fun() -> zip_with(F, S(), T()) end].
sieve([P | T]) -> [P | fun() -> sieve(filter(fun(X) -> X rem P =/= 0 end, T())) end].
pipe(X, Fs) -> lists:foldl(fun(F, A) -> F(A) end, X, Fs).
memo(F) -> fun(X) -> case get({memo, X}) of undefined -> V = F(X), put({memo, X}, V), V; V -> V end end.
church(0) -> fun(_) -> fun(X) -> X end end;
church(N) -> fun(F) -> fun(X) -> F(((church(N - 1))(F))(X)) end end.
unchurch(C) -> (C(fun(X) -> X + 1 end))(0).
y(F) -> G = fun(X) -> F(fun(A) -> (X(X))(A) end) end, G(G).
main() ->
    ?show(take(5, lazy(3))),
    ?show(take(10, sieve(lazy(2)))),
    ?show(take(4, map(fun(X) -> X * X end, filter(fun(X) -> X rem 3 =:= 0 end, lazy(1))))),
    ?show(take(3, zip_with(fun(A, B) -> {A, B} end, lazy(0), lazy(10)))),
    ?show(pipe(5, [fun(X) -> X + 1 end, fun integer_to_list/1, fun list_to_atom/1])),
    M = memo(fun(X) -> put(calls, case get(calls) of undefined -> 1; N -> N + 1 end), X * 2 end),
    ?show([M(1), M(2), M(1), get(calls)]),
    ?show(unchurch(church(7))),
    Plus = fun(A, B) -> fun(F) -> fun(X) -> (A(F))((B(F))(X)) end end end,
    ?show(unchurch(Plus(church(3), church(4)))),
    ?show((y(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end))(10)),
    ?show((lists:foldr(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, [fun(X) -> X * 2 end, fun(X) -> X + 3 end]))(10)),
    ok.
