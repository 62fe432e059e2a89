%% Edit distances, longest common parts, palindromes and anagrams over graphemes.
-module(string_distance).
-export([main/0]).
-include("../show.hrl").

main() ->
    Pairs = [{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"same", "same"}, {"e\x{301}a", "éa"}, {"👍🏽x", "👍x"}, {<<"räka"/utf8>>, "raka"}],
    each(fun({A, B}) -> {lev(string:to_graphemes(A), string:to_graphemes(B)), lcs(string:to_graphemes(A), string:to_graphemes(B)), float_to_list(string:jaro_similarity(A, B), [{decimals, 4}])} end, Pairs),
    each(fun(S) -> L = [G || G <- string:to_graphemes(string:casefold(S)), is_list(G) orelse G > $A], L =:= lists:reverse(L) end, ["A man, a plan, a canal: Panama", "no", "", "äbÄ", "e\x{301}ae\x{301}"]),
    show("anagrams", lists:sort(maps:values(maps:groups_from_list(fun(W) -> lists:sort(string:lowercase(W)) end, ["listen", "Silent", "enlist", "google", "gogole", "abc"])))),
    show("caesar", [[rot(C, N) || C <- "Hello, World!"] || N <- [0, 1, 13, 25]]), show("runs", [{hd(R), length(R)} || R <- runs("aaabccdddd")]), show("acronym", [hd(string:uppercase(W)) || W <- string:lexemes("portable network graphics-format", " -")]), show("caps", lists:flatten(lists:join(" ", [string:titlecase(W) || W <- string:lexemes("the old man and the sea", " ")]))), ok.

lev(A, B) -> lists:last(lists:foldl(fun(X, [D | Ds] = Row) -> lists:reverse(step(X, B, D, Ds, [D + 1])) ++ [] -- (if Row =:= [] -> []; true -> [] end) end, lists:seq(0, length(B)), A)).
step(_, [], _, [], Acc) -> Acc;
step(X, [Y | Ys], Diag, [Up | Ups], [Left | _] = Acc) -> step(X, Ys, Up, Ups, [lists:min([Up + 1, Left + 1, Diag + if X =:= Y -> 0; true -> 1 end]) | Acc]).
lcs([X | Xs], [X | Ys]) -> [X | lcs(Xs, Ys)];
lcs([_ | Xs] = A, [_ | Ys] = B) -> L1 = lcs(Xs, B), L2 = lcs(A, Ys), if length(L1) >= length(L2) -> L1; true -> L2 end;
lcs(_, _) -> [].
rot(C, N) when C >= $a, C =< $z -> (C - $a + N) rem 26 + $a;
rot(C, N) when C >= $A, C =< $Z -> (C - $A + N) rem 26 + $A;
rot(C, _) -> C.
runs([]) -> [];
runs([C | _] = L) -> {A, B} = lists:splitwith(fun(X) -> X =:= C end, L), [A | runs(B)].
