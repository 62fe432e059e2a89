%% Signed and unsigned matches chosen by clauses; comparing bit strings of other lengths and offsets.
-module(bits_signed_compare).
-export([main/0]).
-include("../lang.hrl").

s(<<X:8/signed>>) when X < 0 -> {neg, X};
s(<<X:8>>) -> {pos, X};
s(<<X:4/signed>>) -> {nibble, X};
s(_) -> other.
sign(A, B) -> if A < B -> lt; A > B -> gt; A =:= B -> eq end.

main() ->
    ?show([s(<<X>>) || X <- [0, 127, 128, 255]]),
    ?show([s(<<X:4>>) || X <- [0, 7, 8, 15]]),
    ?show(sign(<<1:1>>, <<1:2>>)),
    ?show(sign(<<1:1>>, <<0:2>>)),
    ?show(sign(<<1:1>>, <<128>>)),
    ?show(sign(<<128>>, <<1:1, 0:3>>)),
    ?show(sign(<<>>, <<0:1>>)),
    ?show(sign(<<1, 2>>, <<1, 2, 0>>)),
    ?show(sign(<<2>>, <<1, 255>>)),
    <<_:3, A:13/bits, _/bits>> = <<16#ffff:16, 0>>,
    <<_:5, B:13/bits, _/bits>> = <<16#1fffff:21, 0:3>>,
    ?show([sign(A, B), A == B, A =:= <<-1:13>>]),
    ?show(lists:sort([<<2>>, <<1:1>>, <<>>, <<1>>, <<0:7>>, <<255:7>>, <<1, 0>>])),
    ?show(lists:usort([A, B, <<-1:13>>])),
    ?show(sign(<<"a">>, <<"b">>)),
    ?show(sign(<<0:64, 1>>, <<0:64, 2>>)),
    ?show(sign(<<0:64, 1:1>>, <<0:64>>)),
    ?show([is_binary(<<1:1>>), is_bitstring(<<1:1>>), is_binary(<<>>), is_bitstring(x)]),
    ?show([bit_size(A), byte_size(A)]),
    ?show(byte_size(id(x))),
    ?show(bit_size(id([]))),
    ok.
