%% utf8, utf16, utf32 segments on malformed input: overlong, cut short, surrogates, beyond the last code point; construction of the same.
-module(bits_utf_malformed).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([u8(B) || B <- [<<>>, <<16#7f>>, <<16#80>>, <<16#bf>>, <<16#c0, 16#80>>, <<16#c1, 16#bf>>, <<16#c2, 16#80>>, <<16#c2>>, <<16#c2, $a>>, <<16#df, 16#bf>>, <<16#e0, 16#9f, 16#bf>>, <<16#e0, 16#a0, 16#80>>, <<16#e0, 16#a0>>,
        <<16#ed, 16#9f, 16#bf>>, <<16#ed, 16#a0, 16#80>>, <<16#ed, 16#bf, 16#bf>>, <<16#ee, 16#80, 16#80>>, <<16#ef, 16#bf, 16#bf>>, <<16#f0, 16#8f, 16#bf, 16#bf>>, <<16#f0, 16#90, 16#80, 16#80>>, <<16#f4, 16#8f, 16#bf, 16#bf>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#f5, 16#80, 16#80, 16#80>>, <<16#f8, 16#88, 16#80, 16#80, 16#80>>, <<255>>, <<16#f0, 16#90, 16#80>>, <<16#c2, 16#80:7>>]]),
    ?show([u16(B) || B <- [<<>>, <<0>>, <<0, 65>>, <<16#d7ff:16>>, <<16#d800:16>>, <<16#d800:16, 16#dc00:16>>, <<16#dbff:16, 16#dfff:16>>, <<16#dc00:16, 16#d800:16>>, <<16#d800:16, 16#d800:16>>, <<16#d800:16, 16#e000:16>>, <<16#e000:16>>, <<16#ffff:16>>, <<16#d800:16, 16#dc:8>>]]),
    ?show([u16l(B) || B <- [<<65, 0>>, <<16#d800:16/little, 16#dc00:16/little>>, <<16#d800:16, 16#dc00:16>>, <<16#fffe:16>>]]),
    ?show([u32(B) || B <- [<<0, 0, 0, 65>>, <<65, 0, 0, 0>>, <<16#10ffff:32>>, <<16#110000:32>>, <<16#d800:32>>, <<16#dfff:32>>, <<16#e000:32>>, <<0:24>>, <<-1:32>>]]),
    ?show([try [<<C/utf8>>, <<C/utf16>>, <<C/utf32>>] catch K:R -> {K, R} end || C <- [0, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#d800, 16#dfff, 16#e000, 16#fffe, 16#ffff, 16#10000, 16#10ffff, 16#110000, -1, 1 bsl 70, a, 65.0]]),
    ?show(chars(<<"aå€😀"/utf8, 255, "b">>, [])),
    ?show([C || <<C/utf8>> <= <<"aå€"/utf8, 255, "b">>]), ?show(try [C || <<C/utf8>> <:= <<"a", 255, "b">>] catch K:R -> {K, R} end),
    ?show([C || <<C/utf16>> <= <<"a😀"/utf16>>]), ?show([C || <<C/utf32-little>> <= <<"a😀"/utf32-little>>]),
    ?show([skip(B) || B <- [<<"åb"/utf8>>, <<"€"/utf8>>, <<255>>, <<>>]]),
    ?show([lit(B) || B <- [<<"å"/utf8>>, <<"å"/utf16>>, <<"å"/utf32>>, <<"å">>, <<"åä"/utf8>>]]),
    ?show([case <<1:1, "å"/utf8, 0:1>> of <<_:1, C/utf8, T/bits>> -> {C, T} end]),
    ?show([bound(X, <<"åa"/utf8>>) || X <- [$å, $a, 229.0, a, -1, 16#d800]]).

u8(<<C/utf8, R/bits>>) -> {C, bit_size(R)}; u8(_) -> no.
u16(<<C/utf16, R/bits>>) -> {C, bit_size(R)}; u16(_) -> no.
u16l(<<C/utf16-little, R/bits>>) -> {C, bit_size(R)}; u16l(_) -> no.
u32(<<C/utf32, _/bits>>) -> C; u32(_) -> no.
chars(<<C/utf8, R/binary>>, A) -> chars(R, [C | A]); chars(<<B, R/binary>>, A) -> chars(R, [{byte, B} | A]); chars(<<>>, A) -> lists:reverse(A).
skip(<<_/utf8, R/binary>>) -> R; skip(_) -> no.
lit(<<"å"/utf8>>) -> utf8; lit(<<"å"/utf16>>) -> utf16; lit(<<"å"/utf32>>) -> utf32; lit(<<"å">>) -> latin1; lit(<<"å"/utf8, _/utf8>>) -> two; lit(_) -> none.
bound(X, B) -> case B of <<X/utf8, _/binary>> -> same; <<Y/utf8, _/binary>> -> {other, Y} end.
