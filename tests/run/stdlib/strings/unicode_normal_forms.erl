%% The four normal forms of lists, binaries and deep data, and where they stop.
-module(unicode_normal_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = ["é", "e\x{301}", "ﬁ", "ﾊﾟ", "Ω", "각", [16#1100, 16#1161, 16#11A8], "q\x{307}\x{323}", "\x{1E9B}\x{323}", "①½", <<"Å"/utf8>>, ["e", <<16#301/utf8>>, "x"], [], "\x{340}\x{958}", "abc"],
    each(fun(T) -> [F(T) || F <- [fun unicode:characters_to_nfc_list/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_list/1]] end, Texts),
    each(fun(T) -> [F(T) || F <- [fun unicode:characters_to_nfc_binary/1, fun unicode:characters_to_nfd_binary/1, fun unicode:characters_to_nfkc_binary/1, fun unicode:characters_to_nfkd_binary/1]] end, ["é", <<"ﬁe\x{301}"/utf8>>, []]),
    each(fun unicode:characters_to_nfc_list/1, [<<255>>, <<"ab", 255, "c">>, [$a, -1], ["e\x{301}", <<195>>], x, [$a | b]]),
    each(fun unicode:characters_to_nfd_binary/1, [<<255>>, <<"åb", 255, "c">>, x]),
    each(fun(T) -> F = unicode:characters_to_nfc_list(T), {F =:= unicode:characters_to_nfc_list(F), F =:= unicode:characters_to_nfc_list(unicode:characters_to_nfd_list(T))} end, [T || T <- Texts, T =/= []]),
    ok.
