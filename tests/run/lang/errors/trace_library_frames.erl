%% Frames of library functions between those of this module: which functions are named and how often, with funs named after where they stand.
-module(trace_library_frames).
-export([main/0]).
-include("../lang.hrl").

main() ->
    [io:format("~p: ~0p~n", [N, frames(F)]) || {N, F} <- cases()].

cases() ->
    [{map, fun() -> lists:map(fun fails/1, [1, 2, 3]) end},
     {map_local_fun, fun() -> lists:map(fun(X) -> {fails(X)} end, [3]) end},
     {foldl, fun() -> lists:foldl(fun(X, A) -> [fails(X) | A] end, [], [1, 2, 3]) end},
     {foldr, fun() -> lists:foldr(fun(X, A) -> [fails(X) | A] end, [], [1, 2, 3]) end},
     {nested, fun() -> lists:map(fun(X) -> lists:filter(fun(Y) -> fails(Y) > 0 end, [X]) end, [3]) end},
     {foreach_tail, fun() -> lists:foreach(fun fails/1, [3]) end},
     {maps_map, fun() -> maps:map(fun(_, V) -> fails(V) end, #{a => 3}) end},
     {maps_filter, fun() -> maps:filter(fun(_, V) -> fails(V) > 1 end, #{a => 3}) end},
     {sort, fun() -> lists:sort(fun(A, B) -> fails(A) < B end, [3, 3]) end},
     {comprehension, fun() -> [[fails(Y) || Y <- X] || X <- [[1], [3]]] end},
     {binary_comprehension, fun() -> << <<(fails(X))>> || X <- [1, 3] >> end},
     {named_fun, fun() -> (fun Loop(0) -> fails(3); Loop(N) -> [N | Loop(N - 1)] end)(2) end},
     {apply, fun() -> apply(fun fails/1, [3]) end},
     {apply_mfa, fun() -> apply(?MODULE, missing, [3]) end},
     {external, fun() -> lists:map(fun erlang:atom_to_list/1, [a, 1]) end},
     {no_clause, fun() -> lists:map(fun(1) -> one end, [1, 2]) end},
     {erl_lists, fun() -> lists:nth(5, [1]) end},
     {dict, fun() -> dict:fetch(a, dict:new()) end},
     {queue, fun() -> queue:get(queue:new()) end},
     {gb_trees, fun() -> gb_trees:get(a, gb_trees:empty()) end}].

fails(3) -> error(three);
fails(X) -> X.

frames(F) ->
    try F() of V -> {value, V}
    catch C:R:S -> {C, R, [case M of ?MODULE -> {re:replace(atom_to_list(Fn), "-[0-9]+-$", "", [{return, list}]), if is_list(A) -> length(A); true -> A end}; _ -> {M, Fn} end || {M, Fn, A, _} <- lists:takewhile(fun({M, Fn, _, _}) -> {M, Fn} =/= {?MODULE, frames} end, S)]}
    end.
