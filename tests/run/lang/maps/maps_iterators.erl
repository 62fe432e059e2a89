%% Iterators: walking, ordering, handing on, and generators over them.
-module(maps_iterators).
-export([main/0]).
-include("../lang.hrl").

walk(I, Acc) -> case maps:next(I) of {K, V, Next} -> walk(Next, [{K, V} | Acc]); none -> lists:reverse(Acc) end.

main() ->
    M = #{c => 3, a => 1, b => 2},
    ?show(walk(maps:iterator(M, ordered), [])),
    ?show(walk(maps:iterator(M, reversed), [])),
    ?show(walk(maps:iterator(M, fun(A, B) -> A >= B end), [])),
    ?show(lists:sort(walk(maps:iterator(M), []))),
    ?show(walk(maps:iterator(#{}), [])),
    ?show(maps:next(maps:iterator(#{}))),
    ?show(maps:to_list(maps:iterator(M, ordered))),
    ?show([{K, V} || K := V <- maps:iterator(M, ordered)]),
    ?show([K || K := V <- maps:iterator(M, reversed), V > 1]),
    ?show(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], maps:iterator(M, ordered))),
    ?show(lists:sort(maps:to_list(maps:map(fun(_, V) -> V + 1 end, maps:iterator(M, ordered))))),
    ?show(maps:filter(fun(K, _) -> K =:= a end, maps:iterator(M))),
    ?show(maps:foreach(fun(_, _) -> ok end, maps:iterator(M))),
    {a, 1, Rest} = maps:next(maps:iterator(M, ordered)),
    ?show(walk(Rest, [])),
    ?show(maps:to_list(Rest)),
    ?show(maps:iterator(id(x))),
    ?show(maps:iterator(M, id(x))),
    ?show(maps:next(id(x))),
    Large = maps:from_list([{I, I} || I <- lists:seq(1, 100)]),
    ?show(length(walk(maps:iterator(Large), []))),
    ?show(lists:sublist(walk(maps:iterator(Large, reversed), []), 3)),
    ok.
