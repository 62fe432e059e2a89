%% What is in the reason when nothing matches: the value in badmatch, case, try, if, maybe, function and fun clauses, of every kind of term, and its place.
-module(badmatch_everywhere).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [1, 2.5, a, "s", <<"b">>, <<1:3>>, {t, [1]}, #{k => v}, [], 1 bsl 70, [a | b], -0.0],
    [io:format("~0p: ~0p~n", [N, [try F(V) of R -> {value, R} catch C:E -> {C, E} end || V <- Vs]]) || {N, F} <- [{match, fun(V) -> {x, y} = V end}, {match_list, fun(V) -> [_, _, _] = V end}, {match_bin, fun(V) -> <<_:5, _/bits>> = V end}, {match_map, fun(V) -> #{k := 1} = V end}, {match_bound, fun(V) -> W = id(zz), W = V end},
        {'case', fun(V) -> case V of x -> y; {z, _} -> 1 end end}, {'if', fun(V) -> if V =:= x -> 1; hd(V) =:= 7 -> 2 end end}, {'try', fun(V) -> try V of x -> 1 catch _:_ -> never end end}, {'maybe', fun(V) -> maybe x ?= V else y -> 2 end end}, {function, fun clause/1}, {two, fun(V) -> clause(V, 2) end}, {'fun', fun(V) -> (fun(x) -> 1 end)(V) end}, {literal, fun(V) -> "str" = V end}, {float, fun(V) -> 0.0 = V end}, {nested, fun(V) -> {ok, {x, _}} = {ok, V} end}]],
    ?show(place(fun() -> {ok, _} = id(no) end)), ?show(place(fun() -> clause(no) end)), ?show(place(fun() -> clause(no, id([no])) end)), ?show(place(fun() -> case id(no) of yes -> 1 end end)), ?show(place(fun() -> (id(fun(yes) -> 1 end))(no) end)), ?show(place(fun() -> if is_list(hd([])) -> 1 end end)), ?show(place(fun() -> lists:map(fun(yes) -> 1 end, [no]) end)).

clause(x) -> 1; clause({x, y}) -> 2; clause([_, _, _]) -> 3.
clause(x, 1) -> 1; clause(X, 2) when X =:= y -> 2.
place(F) -> try F() catch C:R:S -> [{M, Fn, A, I} | _] = S, {C, R, M, Fn, A, proplists:get_value(line, I)} end.
