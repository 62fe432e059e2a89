%% Stability of sorts by key and by function, against a sort of positions.
-module(lists_keysort_stable).
-export([main/0]).
-include("../show.hrl").

main() ->
    {L, _} = lists:mapfoldl(fun(N, S) -> {K, S1} = rand:uniform_s(5, S), {{K, N}, S1} end, rand:seed_s(exsss, 11), lists:seq(1, 40)), Ref = [{K, N} || {{K, N}} <- lists:sort([{{K, N}} || {K, N} <- L])], show("keysort", lists:keysort(1, L) =:= Ref), show("fun", lists:sort(fun({A, _}, {B, _}) -> A =< B end, L) =:= Ref), show("unstable fun", lists:sort(fun({A, _}, {B, _}) -> A < B end, L) =:= Ref), show("merge", lists:keymerge(1, lists:sublist(Ref, 20), lists:nthtail(20, Ref)) =:= Ref), show("ukeysort", lists:ukeysort(1, L)), show("usort fun", lists:usort(fun({A, _}, {B, _}) -> A =< B end, L)), show("ukeymerge", lists:ukeymerge(1, [{1, a}, {2, b}], [{1, x}, {3, y}])), show("mixed", lists:keysort(1, [{1.0, a}, {1, b}, {1.0, c}, {1, d}])), show("ukey mixed", lists:ukeysort(1, [{1.0, a}, {1, b}, {2, c}])), show("sorted", [lists:sort(X) =:= X || X <- [lists:seq(1, 50), lists:duplicate(20, a), []]]), show("descending", lists:sort(lists:seq(30, 1, -1)) =:= lists:seq(1, 30)), show("runs", lists:sort(lists:seq(1, 20) ++ lists:seq(10, 30) ++ lists:seq(5, 1, -1))), show("by two", [X || {_, X} <- lists:sort(fun({A, X}, {B, Y}) -> {A, Y} =< {B, X} end, [{N rem 3, N} || N <- lists:seq(1, 9)])]), ok.
