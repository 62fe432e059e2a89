%% One text in each encoding, to each other one, in pieces and as deep lists.
-module(unicode_conversions_table).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = "aåж€😀", Es = [utf8, {utf16, big}, {utf16, little}, {utf32, big}, {utf32, little}], [io:format("~0p ~0p~n", [E, unicode:characters_to_binary(T, unicode, E)]) || E <- Es], show("pairs", [unicode:characters_to_binary(unicode:characters_to_binary(T, unicode, A), A, B) =:= unicode:characters_to_binary(T, unicode, B) || A <- Es, B <- Es]),
    each(fun(E) -> B = unicode:characters_to_binary(T, unicode, E), [begin <<X:N/binary, Y/binary>> = B, case unicode:characters_to_list(X, E) of L when is_list(L) -> {ok, length(L)}; {incomplete, L, R} -> {incomplete, length(L), byte_size(R), unicode:characters_to_list([R, Y], E) =:= lists:nthtail(length(L), T)}; {error, L, _} -> {error, length(L)} end end || N <- lists:seq(0, byte_size(B), 3)] end, Es), each(fun(D) -> {unicode:characters_to_list(D), unicode:characters_to_binary(D)} end, [["a", [<<"å"/utf8>>, [16#436]], <<>>], [[[[$x]]], <<"y">>], [<<"å"/utf8>> | <<"b">>], ["a" | <<"b">>]]), each(fun(L) -> {unicode:characters_to_binary(L, latin1), unicode:characters_to_binary(L, latin1, latin1)} end, [<<229>>, [229, <<246>>], "abc", [300], <<"å"/utf8>>]), ok.
