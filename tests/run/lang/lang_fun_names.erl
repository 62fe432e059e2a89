-module(lang_fun_names).
-export([main/0]).

n(F) -> element(2, erlang:fun_info(F, name)).

a() -> [fun() -> 1 end, fun(X) -> X end].
b(Z) -> fun() -> fun(A) -> fun(B) -> {A, B, Z} end end end.
c() -> fun Rec(X) -> case X of 0 -> Rec; _ -> fun() -> Rec(X - 1) end end end.
d(L) -> [fun() -> X end || X <- L].
e() -> {fun() -> a end, [fun() -> Y end || Y <- [1, 2]], fun() -> b end}.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([n(F) || F <- a()]),
    P(n(b(1))),
    P(n((b(1))())),
    P(n(((b(1))())(2))),
    P(n((c())(0))),
    P(n((c())(1))),
    P([n(F) || F <- d([1, 2])]),
    {X, Y, Z} = e(),
    P([n(X), n(Z) | [n(F) || F <- Y]]),
    P(n(P)),
    P(n(fun n/1)),
    P(n(fun lists:map/2)),
    ok.
