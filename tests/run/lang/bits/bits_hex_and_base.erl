%% Hexadecimal, base 64 and quoted-printable by bit syntax, against the library.
-module(bits_hex_and_base).
-export([main/0]).
-include("../lang.hrl").

hex(B) -> << <<(digit(N))>> || <<N:4>> <= B >>.
digit(N) when N < 10 -> $0 + N;
digit(N) -> $a + N - 10.
unhex(B) -> << <<(value(H)):4>> || <<H>> <= B >>.
value(C) when C >= $a -> C - $a + 10;
value(C) -> C - $0.
b64(B) -> << <<(char(N))>> || <<N:6>> <= <<B/binary, 0:(pad(byte_size(B) rem 3))>> >>.
pad(0) -> 0; pad(1) -> 4; pad(2) -> 2.
char(N) when N < 26 -> $A + N; char(N) when N < 52 -> $a + N - 26; char(N) when N < 62 -> $0 + N - 52; char(62) -> $+; char(63) -> $/.
unb64(B) -> Bits = << <<(plain(C)):6>> || <<C>> <= B >>, N = bit_size(Bits) div 8, <<R:N/binary, _/bits>> = Bits, R.
plain($+) -> 62; plain($/) -> 63; plain(C) when C >= $a -> C - $a + 26; plain(C) when C >= $A -> C - $A; plain(C) -> C - $0 + 52.
qp(B) -> << (if C >= 33, C =< 126, C =/= $= -> <<C>>; true -> <<$=, (hex(<<C>>))/binary>> end) || <<C>> <= B >>.
main() ->
    Bs = [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<0, 255, 128>>, list_to_binary(lists:seq(0, 255))],
    ?show([hex(B) || B <- Bs, byte_size(B) < 5]),
    ?show([unhex(hex(B)) =:= B || B <- Bs]),
    ?show([b64(B) || B <- Bs, byte_size(B) < 5]),
    ?show([unb64(b64(B)) =:= B || B <- Bs]),
    ?show([string:trim(base64:encode(B), trailing, "=") =:= b64(B) || B <- Bs]),
    ?show(qp(<<"a=b\n"/utf8>>)),
    ?show(unhex(<<"xyz">>)),
    ?show(unhex(<<"abc">>)),
    ok.
