%% Every kind of broken text in every encoding: what was converted, and what stopped it.
-module(unicode_broken_input).
-export([main/0]).
-include("../show.hrl").

main() ->
    Bad = [<<16#C3>>, <<"a", 16#E2, 16#82>>, <<"a", 16#F0, 16#9F, 16#98>>, <<16#80>>, <<16#C0, 16#80>>, <<16#E0, 16#80, 16#80>>, <<16#ED, 16#A0, 16#80>>, <<16#F4, 16#90, 16#80, 16#80>>, <<16#F8, 1>>, <<"ab", 16#C3, $x>>,
           ["a", <<16#C3>>, <<16#A5>>], ["a", [<<16#C3>>], "b"], [16#D800], [16#DFFF], [16#110000], [-1], ["a", b], [$a | $b], [<<"a">> | <<16#C3>>], <<1:3>>, {}],
    each(fun(B) -> {unicode:characters_to_list(B), unicode:characters_to_binary(B)} end, Bad),
    each(fun({B, In}) -> {unicode:characters_to_list(B, In), unicode:characters_to_binary(B, In, utf8)} end,
         [{<<0, $a, 16#D8>>, utf16}, {<<0, $a, 16#D8, 0>>, utf16}, {<<16#D8, 0, 0, $a>>, utf16}, {<<16#DC, 0, 0, $a>>, utf16}, {<<$a, 0, 0, 16#D8, 0, 16#DC>>, {utf16, little}}, {<<0, 0, 0>>, utf32}, {<<0, 0, 16#D8, 0>>, utf32}, {<<0, 17, 0, 0>>, utf32},
          {<<$a, 0, 0, 0, 1>>, {utf32, little}}, {<<255, 254>>, latin1}, {[255, 256], latin1}, {<<"a">>, utf7}, {[<<0>>, <<$a>>], utf16}, {[<<0, $a>>, 16#1F600], utf16}]),
    each(fun({B, Out}) -> unicode:characters_to_binary(B, utf8, Out) end,
         [{"aå", latin1}, {"aå€b", latin1}, {<<"€"/utf8>>, latin1}, {"😀", utf16}, {"😀", {utf16, little}}, {"😀", utf32}, {"😀", {utf32, little}}, {"a", utf16}, {"", utf32}, {"a", nothing}, {[16#D800], utf16}]),
    ok.
