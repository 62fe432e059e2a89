%% Code points and graphemes one after the other, with a rest that may be anything.
-module(string_codepoints).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {string:next_codepoint(S), string:next_grapheme(S)} end,
         ["", <<>>, "a", "ab", <<"ab">>, <<"å"/utf8>>, <<"e\x{301}x"/utf8>>, ["", <<>>, [[]], "a"], [<<"a">> | <<"b">>], [$a | <<"b">>], [<<>> | <<"b">>], <<255, 1>>, <<$a, 255>>, <<16#C3>>, ["e", <<16#301/utf8>>, "x"], [[$\r], [<<"\n">>]],
          [<<16#C3>>, <<16#A5>>], [-1], [a], a, [16#110000], [16#D800]]),
    Walk = fun W(S) -> case string:next_codepoint(S) of [C | R] -> [C | W(R)]; [] -> []; {error, E} -> [{error, E}] end end,
    each(Walk, ["abc", <<"aåb"/utf8>>, ["a", <<"b", 255, "c">>], [["x"], [[$y]], <<"z">>]]),
    each(fun(S) -> {string:is_empty(S), string:length(S), string:to_graphemes(S)} end, ["", <<>>, [[], <<>>], [[], <<"a">>], ["\r", "\n"], "👩🏽‍💻", abc, [$a | $b], <<"a", 200>>]),
    ok.
