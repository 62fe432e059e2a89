%% utf8, utf16 and utf32: all boundaries, what cannot be built, what does not match.
-module(bits_utf).
-export([main/0]).
-include("../lang.hrl").

points() -> [0, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#fffd, 16#ffff, 16#10000, 16#10ffff].
bad() -> [-1, 16#d800, 16#dfff, 16#110000, 1 bsl 70, 1.0, a].
u8(B) -> case B of <<C/utf8, R/bits>> -> {C, R}; _ -> no end.
u16(B) -> case B of <<C/utf16, R/bits>> -> {C, R}; _ -> no end.
l16(B) -> case B of <<C/utf16-little, R/bits>> -> {C, R}; _ -> no end.
u32(B) -> case B of <<C/utf32, R/bits>> -> {C, R}; _ -> no end.

main() ->
    ?show([<<C/utf8>> || C <- points()]),
    ?show([<<C/utf16>> || C <- points()]),
    ?show([<<C/utf16-little>> || C <- points()]),
    ?show([<<C/utf32>> || C <- points()]),
    ?show([<<C/utf32-little>> || C <- [1, 16#10ffff]]),
    ?show([{u8(<<C/utf8>>), u16(<<C/utf16>>), l16(<<C/utf16-little>>), u32(<<C/utf32>>)} =:= {{C, <<>>}, {C, <<>>}, {C, <<>>}, {C, <<>>}} || C <- points()]),
    ?show([catch <<C/utf8>> || C <- bad(), is_integer(C)] =/= []),
    ?show([try <<C/utf8>> catch error:R -> R end || C <- bad()]),
    ?show([try <<C/utf16>> catch error:R -> R end || C <- bad()]),
    ?show([try <<C/utf32-little>> catch error:R -> R end || C <- bad()]),
    ?show([u8(B) || B <- [<<>>, <<16#80>>, <<16#c0, 16#80>>, <<16#c1, 16#bf>>, <<16#e0, 16#80, 16#80>>, <<16#ed, 16#a0, 16#80>>, <<16#f0, 16#80, 16#80, 16#80>>]]),
    ?show([u8(B) || B <- [<<16#f4, 16#90, 16#80, 16#80>>, <<16#f8, 16#88, 16#80, 16#80, 16#80>>, <<16#c3>>, <<16#e2, 16#82>>, <<16#c3, 16#28>>, <<16#ff>>, <<"a", 1:3>>]]),
    ?show([u16(B) || B <- [<<>>, <<1>>, <<16#d800:16>>, <<16#dc00:16, 16#d800:16>>, <<16#d800:16, 16#41:16>>, <<16#d83d:16, 16#de00:16>>, <<65:16, 1:1>>]]),
    ?show([u32(B) || B <- [<<>>, <<1:31>>, <<16#d800:32>>, <<16#110000:32>>, <<$a:32, 2:2>>, <<(-1):32>>]]),
    ?show(<<"aåß€😀"/utf8>>),
    ?show(<<"aå😀"/utf16>>),
    ?show(<<"aå"/utf32-little>>),
    ?show([C || <<C/utf8>> <= <<"añ😀"/utf8>>]),
    ?show([C || <<C/utf8>> <= <<"ab", 255, "cd">>]),
    ?show([C || <<C/utf16-little>> <= <<"a😀b"/utf16-little>>]),
    ?show(case <<"żó"/utf8>> of <<"ż"/utf8, R/binary>> -> R; _ -> no end),
    ?show(case <<"x"/utf16>> of <<$x/utf16>> -> yes; _ -> no end),
    ?show(case <<$é/utf8>> of <<_/utf8>> -> one; _ -> no end),
    ?show(case <<65/utf8>> of <<66/utf8>> -> b; <<65/utf8>> -> a end),
    ok.
