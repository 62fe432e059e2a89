%% Trimming what stands at the ends: white space, sets of characters, graphemes of several code points.
-module(string_trim_sets).
-export([main/0]).
-include("../show.hrl").

main() ->
    White = [$\t, $\n, 11, 12, $\r, $ , 16#85, 16#200E, 16#200F, 16#2028, 16#2029],
    each(fun(C) -> {string:trim([C, $a, C]), string:trim(unicode:characters_to_binary([C, $a, C]), trailing)} end, White ++ [16#A0, 16#2003, 0]),
    each(fun({S, D, Set}) -> flat(string:trim(S, D, Set)) end,
         [{S, D, Set} || S <- ["xxaxbxx", <<"xxaxbxx">>, ["xx", <<"a">>, "xbxx"], "xxxx", ""], D <- [leading, trailing, both], Set <- ["x", "xb", []]] ++
         [{"\r\n a \r\n", both, "\r\n"}, {"\r\n a \r\n", both, ["\r\n"]}, {"\r\n a \r\n", both, [[$\r, $\n], $ ]}, {"e\x{301}ae\x{301}", both, "e"}, {"e\x{301}ae\x{301}", both, [[$e, 16#301]]},
          {<<"e\x{301}ae\x{301}"/utf8>>, trailing, [[$e, 16#301]]}, {"abc", around, "a"}, {"abc", both, a}, {abc, both, "a"}, {<<255, "ab">>, leading, "b"}]),
    ok.

%% Deep character data as a list of characters; the shape of what is left of it is not promised.
flat(nomatch) -> nomatch;
flat(<<>>) -> [];
flat(<<"a">>) -> "a";
flat(B) when is_binary(B) -> B;
flat(Deep) -> unicode:characters_to_list(Deep).
