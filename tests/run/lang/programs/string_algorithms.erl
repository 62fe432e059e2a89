%% Searching and comparing strings: KMP, edit distance, longest common parts, palindromes, rotations.
-module(string_algorithms).
-export([main/0]).
-include("../lang.hrl").

kmp(P, T) -> F = failure(P), search(list_to_tuple(P), F, 0, T, 0, []).
failure(P) -> failure(list_to_tuple(P), 2, 0, #{1 => 0}).
failure(P, I, _, F) when I > tuple_size(P) -> F;
failure(P, I, K, F) when element(I, P) =:= element(K + 1, P) -> failure(P, I + 1, K + 1, F#{I => K + 1});
failure(P, I, 0, F) -> failure(P, I + 1, 0, F#{I => 0});
failure(P, I, K, F) -> failure(P, I, map_get(K, F), F).
search(P, F, K, T, N, Acc) when K =:= tuple_size(P) -> search(P, F, map_get(K, F), T, N, [N - K | Acc]);
search(_, _, _, [], _, Acc) -> lists:reverse(Acc);
search(P, F, K, [C | T], N, Acc) when element(K + 1, P) =:= C -> search(P, F, K + 1, T, N + 1, Acc);
search(P, F, 0, [_ | T], N, Acc) -> search(P, F, 0, T, N + 1, Acc);
search(P, F, K, T, N, Acc) -> search(P, F, map_get(K, F), T, N, Acc).
distance(A, B) -> lists:last(lists:foldl(fun(C, Row) -> row(C, B, Row) end, lists:seq(0, length(B)), A)).
row(C, B, [H | T] = Row) -> row(C, B, Row, T, H + 1, [H + 1]).
row(_, [], _, _, _, Acc) -> lists:reverse(Acc);
row(C, [D | B], [Diag | Row], [Up | Ups], Left, Acc) -> V = lists:min([Left + 1, Up + 1, Diag + if C =:= D -> 0; true -> 1 end]), row(C, B, Row, Ups, V, [V | Acc]).
lcs([], _) -> [];
lcs(_, []) -> [];
lcs([H | A], [H | B]) -> [H | lcs(A, B)];
lcs([_ | A] = X, [_ | B] = Y) -> L = lcs(A, Y), R = lcs(X, B), if length(L) >= length(R) -> L; true -> R end.
palindrome(S) -> L = [C || C <- string:lowercase(S), C >= $a, C =< $z], L =:= lists:reverse(L).
longest_palindrome(S) -> N = length(S), element(2, lists:max([{L, Sub} || I <- lists:seq(1, N), L <- lists:seq(1, N - I + 1), Sub <- [lists:sublist(S, I, L)], Sub =:= lists:reverse(Sub)])).
rotations(S) -> [lists:nthtail(N, S) ++ lists:sublist(S, N) || N <- lists:seq(0, length(S) - 1)].
bwt(S) -> [lists:last(R) || R <- lists:sort(rotations(S ++ "$"))].
unbwt(B) -> Rows = lists:foldl(fun(_, Rs) -> lists:sort([[C | R] || C <- B && R <- Rs]) end, [[] || _ <- B], B), hd([lists:droplast(R) || R <- Rows, lists:last(R) =:= $$]).
rle([]) -> [];
rle([C | _] = S) -> {Run, T} = lists:splitwith(fun(X) -> X =:= C end, S), [{C, length(Run)} | rle(T)].
caesar(S, N) -> [if C >= $a, C =< $z -> $a + (C - $a + N + 26) rem 26; true -> C end || C <- S].
main() ->
    ?show([kmp(P, T) || {P, T} <- [{"aba", "ababababa"}, {"x", "abc"}, {"aaa", "aaaaa"}, {"abcab", "abcabcabcab"}]]),
    ?show([distance(A, B) || {A, B} <- [{"kitten", "sitting"}, {"", "abc"}, {"abc", "abc"}, {"flaw", "lawn"}]]),
    ?show([lcs(A, B) || {A, B} <- [{"agcat", "gac"}, {"abcbdab", "bdcaba"}, {"", "x"}]]),
    ?show([palindrome(S) || S <- ["A man, a plan, a canal: Panama", "abc", ""]]),
    ?show(longest_palindrome("forgeeksskeegfor")),
    ?show(bwt("banana")),
    ?show(unbwt(bwt("abracadabra"))),
    ?show(rle("aaabccd")),
    ?show(caesar(caesar("hello, world", 13), -13)),
    ok.
