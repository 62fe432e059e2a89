%% Anonymous funs of several clauses, guards, patterns of all kinds, and funs given and returned everywhere.
-module(fun_clauses).
-export([main/0]).
-include("../lang.hrl").

main() ->
    F = fun(0) -> zero;
           (N) when is_integer(N), N < 0 -> {negative, N};
           ([H | _] = L) -> {list, H, length(L)};
           ({A, A}) -> {pair, A};
           (#{k := V}) -> {map, V};
           (<<C, _/binary>>) -> {binary, C};
           ("") -> empty;
           (X) when X =:= a; X =:= b -> a_or_b;
           (G) when is_function(G, 0) -> {called, G()};
           (_) -> other
        end,
    ?show([F(X) || X <- [0, -5, "abc", {1, 1}, {1, 2}, #{k => v}, #{}, <<"x">>, <<>>, [], a, b, c, 1.5, fun() -> inner end]]),
    ?show((fun(A, B, A) -> {same, B}; (_, _, _) -> differ end)(1, 2, 1)),
    ?show((fun(A, B, A) -> {same, B}; (_, _, _) -> differ end)(1, 2, 1.0)),
    Apply = fun(H, Args) -> apply(H, Args) end,
    ?show(Apply(Apply, [fun(X, Y) -> X - Y end, [5, 3]])),
    Twice = fun(H) -> fun(X) -> H(H(X)) end end,
    ?show(((Twice(Twice))(fun(X) -> X + 1 end))(0)),
    ?show([H(2) || H <- [fun(X) -> X end, fun(X) -> X * X end, Twice(fun(X) -> X * 3 end)]]),
    {P, Q} = {fun() -> p end, fun() -> q end},
    ?show([P(), Q()]),
    #{f := R} = #{f => fun(X) -> [X] end},
    ?show(R(1)),
    ?show((element(2, {a, fun(X) -> {X} end}))(1)),
    ?show((case id(1) of 1 -> fun(X) -> X + 1 end end)(1)),
    ok.
