%% What closures hold: variables, other funs, large and small values, many at once, and that each has its own.
-module(fun_closures).
-export([main/0]).
-include("../lang.hrl").

counter(N) -> {N, fun() -> counter(N + 1) end}.
adders() -> [fun(Y) -> X + Y end || X <- [1, 10, 100]].
compose(Fs) -> lists:foldr(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs).
curry(F) -> fun(A) -> fun(B) -> fun(C) -> F(A, B, C) end end end.
many(A, B, C, D, E, F, G, H) -> fun() -> [A, B, C, D, E, F, G, H] end.

main() ->
    {0, C1} = counter(0), {1, C2} = C1(), {2, _} = C2(),
    ?show([element(1, C1()), element(1, C2()), element(1, C1())]),
    ?show([F(5) || F <- adders()]),
    ?show((compose([fun(X) -> X * 2 end, fun(X) -> X + 1 end]))(5)),
    ?show((((curry(fun(A, B, C) -> {A, B, C} end))(1))(2))(3)),
    ?show((many(1, 2.0, <<"3">>, "four", {5}, #{six => 6}, 1 bsl 70, self()))() =:= [1, 2.0, <<"3">>, "four", {5}, #{six => 6}, 1 bsl 70, self()]),
    X = 1,
    ?show((fun(X) -> X end)(2)),
    ?show((fun() -> X end)()),
    ?show((fun(Y) -> X = Y, matched end)(1)),
    ?show((fun(Y) -> X = Y, matched end)(2)),
    ?show((fun(Y) when Y =:= X -> guard; (_) -> other end)(1)),
    ?show([G() || G <- [fun() -> A end || A <- [a, b]]]),
    ?show((fun() -> Z = X + 1, fun() -> Z + X end end)()()),
    ?show((fun(<<S, B:S/binary, _/bits>>) -> fun() -> {S, B} end end)(<<2, "abc">>)()),
    F = fun(M) -> M#{x => X} end,
    ?show(F(#{})),
    ?show(erlang:fun_info(fun() -> X end, arity)),
    ?show(length(element(2, erlang:fun_info(fun() -> {X, F} end, env)))),
    ok.
