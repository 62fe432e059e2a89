%% List comprehensions: several generators, filters anywhere, patterns that skip, improper and wrong lists.
-module(comp_list_basics).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([X || X <- []]),
    ?show([X * X || X <- lists:seq(1, 5), X rem 2 =:= 1]),
    ?show([{X, Y} || X <- [1, 2, 3], Y <- [a, b], X =/= 2]),
    ?show([{X, Y} || X <- [1, 2, 3], Y <- lists:seq(X, 3)]),
    ?show([X || {ok, X} <- [{ok, 1}, error, {ok, 2, 3}, {ok, 4}]]),
    ?show([X || X <- [1, a, 2.0, "s"], is_number(X)]),
    ?show([a || true]),
    ?show([a || false]),
    ?show([a || id(true), id(1) =:= 1]),
    ?show([X || X <- [1, 2], id(wrong)]),
    ?show([X || X <- id([1 | 2])]),
    ?show([X || X <- id(no_list)]),
    ?show([X || X <- id({a})]),
    ?show([{X, Y} || X <- [1, 2], Y <- id(X)]),
    ?show([X || [X, X] <- [[1, 1], [1, 2], [3, 3.0], [4, 4, 4]]]),
    ?show([[Y || Y <- lists:seq(1, X)] || X <- [3, 0, 1]]),
    ?show([X || X <- [Y || Y <- [1, 2, 3], Y > 1], X < 3]),
    ?show([F(X) || F <- [fun(Y) -> Y + 1 end, fun(Y) -> Y * 2 end], X <- [10, 20]]),
    ?show([X || "k" ++ X <- ["key", "other", "k"]]),
    ?show([X || X <- [3, 1, 2], X > 1, X < 3]),
    ?show([begin Z = X * 2, Z + 1 end || X <- [1, 2]]),
    ?show([X || _ <- [a, b], X <- [1, 2]]),
    ok.
