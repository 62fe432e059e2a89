%% Counting words, letters and line lengths of texts in several scripts, folded and normalised.
-module(words_count_unicode).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = [{english, "It was the best of times, it was the WORST of times"}, {swedish, "Räksmörgås på ångbåt; RÄKSMÖRGÅS på sjön"}, {greek, "Ὀδυσσεύς και οδυσσευς ΟΔΥΣΣΕΥΣ"}, {german, "Die Straße, die STRASSE, die strasse"}, {russian, "Мама мыла раму. мама Мыла РАМУ"}, {turkish, "İstanbul ISTANBUL istanbul ıstanbul"}, {decomposed, "cafe\x{301} café CAFÉ"}],
    [begin
         Words = [string:casefold(unicode:characters_to_nfc_list(W)) || W <- string:lexemes(T, " ,;.")],
         Counts = lists:sort(fun({A, X}, {B, Y}) -> {-X, A} =< {-Y, B} end, maps:to_list(lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words))),
         io:format("~s ~0tp~n", [N, Counts]), io:format("  ~w graphemes, ~w code points, ~w bytes, ~w utf-16~n", [string:length(T), length(T), byte_size(unicode:characters_to_binary(T)), byte_size(unicode:characters_to_binary(T, unicode, utf16))]),
         io:format("  ~ts / ~ts / ~ts~n", [string:titlecase(T), string:uppercase(string:slice(T, 0, 12)), lists:join("-", [string:slice(W, 0, 3) || W <- string:lexemes(T, " ")])]),
         io:format("  ~0tp~n", [lists:sublist(lists:sort(maps:to_list(lists:foldl(fun(G, M) -> maps:update_with(G, fun(K) -> K + 1 end, 1, M) end, #{}, string:to_graphemes(string:lowercase(T))))), 6)])
     end || {N, T} <- Texts], ok.
