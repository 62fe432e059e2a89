%% Comprehensions for their effects alone, in processes, with exceptions and catch inside, and results thrown away.
-module(comp_effects).
-export([main/0]).
-include("../lang.hrl").

main() ->
    put(sum, 0),
    [put(sum, get(sum) + X) || X <- [1, 2, 3]],
    ?show(erase(sum)),
    _ = [put({k, X}, Y) || X <- [1, 2], Y <- [a, b]],
    ?show([erase({k, 1}), erase({k, 2})]),
    [self() ! X || X <- [a, b, c]],
    ?show([receive X -> X end || X <- [c, a, b]]),
    ?show([catch 1 div X || X <- [1, 2]]),
    ?show([try X + 1 catch error:R -> R end || X <- [1, a]]),
    ?show(catch [throw(X) || X <- [first, second]]),
    Pids = [spawn_monitor(fun() -> exit({done, X}) end) || X <- [1, 2, 3]],
    ?show([receive {'DOWN', R, process, P, Why} -> Why end || {P, R} <- Pids]),
    Parent = self(),
    ?show([receive {P, V} -> V end || P <- [spawn(fun() -> Parent ! {self(), X * X} end) || X <- [1, 2, 3, 4]]]),
    ?show([io:format("~w,", [X]) || X <- [1, 2]]),
    << <<(put(last, X))/binary>> || X <- [] >>,
    ?show(get(last)),
    [] = [X || X <- [1], X > 1],
    ?show(length([ok || _ <- lists:seq(1, 5000)])),
    ?show([F() || F <- [fun() -> X end || X <- [1, 2, 3]]]),
    ok.
