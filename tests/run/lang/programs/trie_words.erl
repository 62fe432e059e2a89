%% A trie of words in nested maps: completion, longest prefix, counting, and anagrams beside it.
-module(trie_words).
-export([main/0]).
-include("../lang.hrl").

insert([], T) -> T#{stop => true};
insert([C | Cs], T) -> T#{C => insert(Cs, maps:get(C, T, #{}))}.
member([], T) -> is_map_key(stop, T);
member([C | Cs], T) -> case T of #{C := Sub} -> member(Cs, Sub); _ -> false end.
complete(Prefix, T) -> case walk(Prefix, T) of none -> []; Sub -> [Prefix ++ W || W <- words(Sub)] end.
walk([], T) -> T;
walk([C | Cs], T) -> case T of #{C := Sub} -> walk(Cs, Sub); _ -> none end.
words(T) -> [[] || is_map_key(stop, T)] ++ [[C | W] || {C, Sub} <- lists:sort(maps:to_list(T)), C =/= stop, W <- words(Sub)].
longest(S, T) -> longest(S, T, [], none).
longest(S, T, Acc, Best) ->
    B = case T of #{stop := true} -> lists:reverse(Acc); _ -> Best end,
    case S of [C | Cs] when is_map_key(C, T) -> longest(Cs, map_get(C, T), [C | Acc], B); _ -> B end.
delete([], T) -> maps:remove(stop, T);
delete([C | Cs], T) -> case T of #{C := Sub} -> case delete(Cs, Sub) of E when map_size(E) =:= 0 -> maps:remove(C, T); S -> T#{C := S} end; _ -> T end.
segment([], _) -> [[]];
segment(S, Ws) -> [[W | R] || W <- Ws, lists:prefix(W, S), R <- segment(lists:nthtail(length(W), S), Ws)].
main() ->
    Ws = ["car", "card", "care", "cat", "dog", "do", "", "catalog"],
    T = lists:foldl(fun insert/2, #{}, Ws),
    ?show(words(T)),
    ?show([member(W, T) || W <- ["car", "ca", "", "dogs"]]),
    ?show([complete(P, T) || P <- ["car", "do", "x", "cat"]]),
    ?show([longest(S, T) || S <- ["careful", "cats", "dove", "xyz"]]),
    ?show(words(delete("cat", delete("car", T)))),
    ?show(delete("dog", insert("dog", #{}))),
    ?show(segment("catdog", ["cat", "dog", "c", "at", "do", "g"])),
    ?show(lists:sort([lists:sort(G) || _ := G <- maps:groups_from_list(fun lists:sort/1, ["tea", "eat", "ate", "tan", "nat", "bat"])])).
