%% Every type at every offset from 0 to 7.
-module(bits_unaligned).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Each = fun(F) -> [F(O) || O <- lists:seq(0, 7)] end,
    ?show(Each(fun(O) -> <<_:O, X:16, _/bits>> = <<0:O, 16#abcd:16, 7:5>>, X =:= 16#abcd end)),
    ?show(Each(fun(O) -> <<_:O, X:16/little-signed, _/bits>> = <<0:O, -77:16/little, 7:5>>, X end)),
    ?show(Each(fun(O) -> <<_:O, X:64/signed, _/bits>> = <<0:O, (-1 bsl 61):64, 7:5>>, X end)),
    ?show(Each(fun(O) -> <<_:O, X:2/binary, R/bits>> = <<0:O, "ab", 7:5>>, {X, R} end)),
    ?show(Each(fun(O) -> <<_:O, X:11/bits, R/bits>> = <<0:O, 1234:11, 7:5>>, {X, R} end)),
    ?show(Each(fun(O) -> <<_:O, X/utf8, Y/utf16-little, Z/utf32, R/bits>> = <<0:O, $€/utf8, 16#1F600/utf16-little, $x/utf32, 1:1>>, [X, Y, Z, R] end)),
    ?show(Each(fun(O) -> <<_:O, X/float, Y:32/float, _/bits>> = <<0:O, 1.5/float, -2.5:32/float>>, {X, Y} end)),
    ?show(Each(fun(O) -> bit_size(<<0:O, (<<"tail">>)/binary, 0:(8 - O)>>) end)),
    ?show(Each(fun(O) -> <<_:O, T/bits>> = <<(-1):O, "xyz">>, T end)),
    ?show(Each(fun(O) -> <<_:O, T/bits>> = <<255, 0, 255>>, T =:= <<(16#ff00ff band (1 bsl (24 - O) - 1)):(24 - O)>> end)),
    ?show(Each(fun(O) -> <<_:O, A:9/bits, B:9/bits, _/bits>> = <<16#123456789a:40>>, {A, B, A < B, <<A/bits, B/bits>>} end)),
    ?show(Each(fun(O) -> <<_:O, T/bits>> = <<1, 2, 3>>, erlang:phash2(T) =:= erlang:phash2(<<(16#010203 band (1 bsl (24 - O) - 1)):(24 - O)>>) end)),
    ?show(Each(fun(O) -> <<_:O, T:16/bits, _/bits>> = <<0:O, "hi", 0>>, {T, binary_to_list(T), maps:get(T, #{<<"hi">> => found}, none)} end)),
    ok.
