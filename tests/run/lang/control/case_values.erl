%% case as a value anywhere: in arguments, nested in subjects, in guards' place, with exported variables.
-module(case_values).
-export([main/0]).
-include("../lang.hrl").

f(X) -> case X of 1 -> one; _ -> other end.

main() ->
    A = 1,
    ?show(case id(1) of A -> bound; _ -> free end),
    ?show(case id(2) of A -> bound; B -> {free, B} end),
    ?show({case id(a) of a -> x end, case id(b) of b -> y end}),
    ?show(case case id(1) of 1 -> two; _ -> three end of two -> ok; three -> no end),
    ?show(case id({1, 2}) of {X, Y} when X > Y -> gt; {X, Y} when X < Y -> {lt, X, Y} end),
    ?show(case id(5) of N when N > 10 -> big; N when N > 3, N < 6; N =:= 100 -> {mid, N}; _ -> small end),
    ?show(case id(100) of N when N > 10, N < 50 -> big; N when N > 3, N < 6; N =:= 100 -> {mid, N}; _ -> small end),
    ?show(case id(nope) of yes -> 1; 'maybe' -> 2 end),
    ?show(case id({a, "long reason", [1, 2, 3]}) of [] -> 1 end),
    ?show([f(case I of 1 -> 1; _ -> 0 end) || I <- [1, 2]]),
    case id(true) of true -> P = 1, Q = 2; false -> Q = 3, P = 4 end,
    ?show({P, Q}),
    ?show(begin case id(x) of R -> ok end, R end),
    ?show(case id([1, 2, 3]) of [H | _] = L -> {H, L} end),
    ?show(case id("abc") of "ab" ++ [C] -> C end),
    ?show(case id(-1) of -1 -> minus; 1 -> plus end),
    ?show(case id(6) of 2 * 3 -> six; _ -> no end),
    ?show(case {id(1), id(2)} of {1, Z} when Z =:= 3 -> a; {_, 2} -> b end),
    ?show((case id(add) of add -> fun erlang:'+'/2; sub -> fun erlang:'-'/2 end)(3, 4)),
    ?show(case 1.0 of 1 -> int; _ -> float end),
    ?show(case id(0.0) of -0.0 -> minus; 0.0 -> plus end),
    ok.
