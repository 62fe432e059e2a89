%% Which X is meant: heads of funs, generators, named funs and nests of them make new ones; match, guards and case do not.
-module(shadowing).
-export([main/0]).
-include("../lang.hrl").
-compile(nowarn_shadow_vars).

main() ->
    X = id(outer), N = id(3),
    ?show([X || X <- [1, 2]]),
    ?show({[X || X <- [X, X]], X}),
    ?show([{X, Y} || X <- [1, 2], Y <- [X | [X || X <- [p, q]]]]),
    ?show((fun(X) -> fun(X) -> {X, N} end(X + 1) end)(1)),
    ?show((fun(Y) when Y =:= X -> same; (_) -> other end)(outer)),
    ?show((fun({X, X}) -> {equal, X}; ({X, _}) -> X end)({1, 1})),
    ?show((fun({X, X}) -> {equal, X}; ({X, _}) -> X end)({1, 2})),
    ?show((fun X(0) -> is_function(X, 1); X(K) -> X(K - 1) end)(2)),
    ?show((fun F(F) -> {F, N} end)(arg)),
    ?show((fun F(0) -> []; F(K) -> [K | (fun F(J) -> [inner, J] end)(K) ++ F(K - 1)] end)(2)),
    ?show([N || <<N:N>> <= <<16#abc:12>>]),
    ?show([{N, M} || <<N:N, M:N>> <= <<16#abc:12, 1:4>>]),
    ?show([V || {K, V} <- [{outer, 1}, {x, 2}], K =:= X]),
    ?show([V || {X, V} <- [{outer, 1}, {x, 2}], X =:= x]),
    ?show([X || X := X <- #{a => a}]),
    ?show([{X, Y} || X := Y <- #{a => b}, Y =:= b]),
    ?show([Z || #{X := Z} <- [#{outer => 1}, #{x => 2}]]),
    ?show(case [1, 2] of [X | _] -> bound_head; [_ | T] -> [{X, Y} || Y <- T] end),
    ?show(try throw({outer, 5}) catch throw:{X, V2} -> {matched, V2} end),
    ?show(try throw({inner, 5}) catch throw:{X, V3} -> {matched, V3}; throw:{Other, _} -> {Other, X} end),
    self() ! {not_outer, 1}, self() ! {outer, 2},
    ?show(receive {X, V4} -> V4 end),
    ?show(receive {Any, V5} -> {Any, V5} end),
    ?show(begin F2 = fun(N) -> case N of 0 -> zero; N -> [N || N <- lists:seq(1, N)] end end, {F2(0), F2(2), N} end),
    ?show([begin Y = X * 2, [Y || Y <- [Y, Y + 1]] end || X <- [1, 2]]),
    ?show([[X || X <- X, is_integer(X)] || X <- [[1, a], [b, 2]]]),
    ?show([X || X <- [1, 2, 3] && X <- [1, 5, 3]]),
    ?show(lists:foldl(fun(X, N) -> [{X, N} || X <- [X], N <- [length(N)]] ++ N end, [], [a, b])),
    ?show({X, N}).
