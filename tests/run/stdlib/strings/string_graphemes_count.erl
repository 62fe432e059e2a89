%% How many characters a reader sees: flags, skin tones, families, Hangul, Indic marks, line ends.
-module(string_graphemes_count).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = [{crlf, "\r\n\r\n\n\r"}, {flags, "🇸🇪🇩🇰🇳"}, {tone, "👍🏽👍"}, {family, "👨‍👩‍👧‍👦x"}, {zwj_alone, "a\x{200D}b"}, {hangul, [16#1112, 16#1161, 16#11AB, 16#1100]},
             {hangul_lv, "가각"}, {devanagari, "नमस्ते"}, {thai, "กำ"}, {keycap, "1\x{FE0F}\x{20E3}2"}, {mark_first, "\x{301}a\x{302}\x{303}"}, {prepend, [16#600, $1, $2]},
             {tags, [16#1F3F4, 16#E0067, 16#E0062, 16#E007F, $a]}, {control, "a\x{301}\x{1}\x{301}b"}, {tamil, "நி"}, {zalgo, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A"}],
    [begin
         G = string:to_graphemes(T),
         io:format("~s: ~w graphemes of ~w~n  ~w~n", [N, length(G), length(T), G]),
         io:format("  next ~w~n", [string:next_grapheme(T)]),
         io:format("  reverse ~w~n", [string:reverse(T)]),
         io:format("  binary ~w ~w~n", [string:length(unicode:characters_to_binary(T)), string:slice(unicode:characters_to_binary(T), 1, 1)]),
         io:format("  equal ~w~n", [string:equal(string:reverse(string:reverse(T)), T)])
     end || {N, T} <- Texts],
    ok.
