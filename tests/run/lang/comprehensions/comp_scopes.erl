%% What variables of a comprehension shadow, see and leave behind.
-module(comp_scopes).
-export([main/0]).
-include("../lang.hrl").

main() ->
    X = outer, Y = 2,
    ?show([X || X <- [1, 2]]),
    ?show([{X, Z} || Z <- [1, 2]]),
    ?show([Y || Y <- [1, 2, 3], Y =/= 2]),
    ?show([{X, Y} || {X, Y} <- [{1, 1}, {2, 3}]]),
    ?show([X || _ <- [1], X <- [X, inner]]),
    ?show([[X || X <- [X, b]] || X <- [a, c]]),
    ?show([X || X <- [1, 2], (fun(X) -> X > 1 end)(X)]),
    ?show({X, [X || X <- [in]], X}),
    ?show([W || W <- [1, 2, 3], W =:= Y]),
    ?show([begin Q = V, Q end || V <- [1, 2]] ++ [begin Q = V, Q end || V <- [3]]),
    ?show(<< <<X>> || <<X>> <= <<1, 2>> >>),
    ?show([X || <<X:Y>> <= <<27>>]),
    ?show([{S, V} || <<S:4, V:S, _:(4 - S)>> <= <<16#15, 16#26, 16#37>>, S < 5]),
    ?show([X || X := X <- #{1 => 1, 2 => 3}]),
    ?show(#{X => Y || X <- [k]} =:= #{k => 2}),
    F = fun() -> [X || X <- [X, 1]] end,
    ?show(F()),
    ?show([G() || X <- [1, 2], G <- [fun() -> X * 10 end]]),
    ?show(case [X || X <- [1]] of [X] -> same; [_] -> other end),
    ?show(X),
    ok.
