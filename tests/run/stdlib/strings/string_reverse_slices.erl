%% Reversing and slicing agree with lists of graphemes, for lists, binaries and mixed data.
-module(string_reverse_slices).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ts = ["", "abc", "e\x{301}a\x{308}", "👨‍👩‍👧🇸🇪x", "a\r\nb", [16#1112, 16#1161, 16#11AB, $z], "नमस्ते"], Forms = [fun(T) -> T end, fun unicode:characters_to_binary/1, fun(T) -> [[C] || C <- T] end, fun(T) -> [unicode:characters_to_binary(lists:sublist(T, 2)) | lists:nthtail(min(2, length(T)), T)] end],
    each(fun(T) -> G = string:to_graphemes(T), N = length(G), [{lists:all(fun({S, L}) -> string:equal(string:slice(F(T), S, L), lists:sublist(G ++ [], S + 1, L)) end, [{S, L} || S <- lists:seq(0, N), L <- lists:seq(0, N)]), string:equal(string:reverse(F(T)), lists:reverse(G)), string:length(F(T)) =:= N} || F <- Forms] end, Ts),
    each(fun(T) -> {string:reverse(T), string:slice(string:reverse(T), 0, 1)} end, Ts), ok.
