%% The process dictionary in comprehensions, recursion, guards' shadows and exceptions; its order and its limits.
-module(process_dictionary).
-export([main/0]).
-include("../lang.hrl").

next(K) -> V = case get(K) of undefined -> 0; N -> N end, put(K, V + 1), V.
main() ->
    ?show([next(a) || _ <- [x, y, z]]),
    ?show([{next(b), X} || X <- [1, 2], next(c) < 5]),
    ?show(lists:sort([E || {K, _} = E <- get(), lists:member(K, [a, b, c])])),
    ?show([put(k, v1), put(k, v2), get(k), erase(k), get(k), erase(k)]),
    ?show(get_keys(3)),
    ?show([put({tuple, "key"}, 1), put(1, int), put(1.0, float), get(1), get(1.0)]),
    ?show(lists:sort(get_keys(int))),
    ?show(try put(t, before), throw(x) catch x -> get(t) end),
    P = self(),
    spawn(fun() -> put(t, other), P ! {get(t), get(a)} end),
    ?show(receive R -> R end),
    ?show(get(t)),
    [put({many, I}, I) || I <- lists:seq(1, 500)],
    ?show(lists:sum([V || {{many, _}, V} <- get()])),
    ?show(lists:sum([erase({many, I}) || I <- lists:seq(1, 500)])),
    ?show(length([K || {{many, _} = K, _} <- get()])),
    erase(),
    ?show(get()),
    ok.
