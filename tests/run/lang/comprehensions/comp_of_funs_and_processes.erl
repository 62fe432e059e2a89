%% Comprehensions whose elements are funs, processes, references and exceptions; closures over their variables.
-module(comp_of_funs_and_processes).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Fs = [fun(Y) -> X * Y end || X <- [1, 2, 3]],
    ?show([F(10) || F <- Fs]),
    ?show([F(G(2)) || F <- Fs, G <- Fs, F =/= G]),
    ?show([(fun(A, B) -> A + B end)(X, Y) || {X, Y} <- [{1, 2}, {3, 4}]]),
    ?show([apply(F, [X]) || {F, X} <- [{fun abs/1, -1}, {fun erlang:length/1, "ab"}, {fun([H | _]) -> H end, "z"}]]),
    ?show([fun Fac(0) -> 1; Fac(N) -> N * Fac(N - 1) end(X) || X <- [3, 5]]),
    ?show([receive {P, V} -> V end || P <- [begin S = self(), spawn(fun() -> S ! {self(), X} end) end || X <- [a, b, c]]]),
    ?show(length(lists:usort([make_ref() || _ <- [1, 2, 3]]))),
    ?show([try F(X) catch error:_ -> bad end || F <- [fun(1) -> one end, fun(X) when X > 1 -> more end], X <- [1, 2]]),
    ?show([case X of {ok, V} -> V; error -> default end || X <- [{ok, 1}, error]]),
    ?show([if X > 1 -> big; true -> small end || X <- [1, 2]]),
    ?show([begin put(acc, [X | case get(acc) of undefined -> []; A -> A end]), length(get(acc)) end || X <- [a, b, c]]),
    ?show([maybe {ok, V} ?= X, V else _ -> none end || X <- [{ok, 1}, no]]),
    ?show([K || {K, F} <- [{a, fun() -> true end}, {b, fun() -> false end}], F()]),
    ok.
