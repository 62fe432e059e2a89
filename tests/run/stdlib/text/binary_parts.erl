%% binary: parts, bytes, prefixes, numbers, copies, hex, lists: with places outside.
-module(binary_parts).
-export([main/0]).
-include("../show.hrl").

main() ->
    B = <<1, 2, 3, 4, 5>>,
    many(binary, part, [[B, P, L] || P <- [0, 2, 5, 6, -1], L <- [0, 2, -2, 9]] ++ [[B, {1, 2}], [B, {1, x}], [x, {0, 0}], [B, x]]),
    many(binary, at, [[B, 0], [B, 4], [B, 5], [B, -1], [B, x], [x, 0], [<<>>, 0], [<<1:3>>, 0]]),
    each(fun(X) -> {binary:first(X), binary:last(X)} end, [B, <<7>>, <<>>, x, <<1:9>>]),
    many(binary, bin_to_list, [[B], [B, {1, 2}], [B, {5, -2}], [B, {4, 2}], [B, 1, 3], [B, 0, 0], [<<>>], [x], [B, x]]),
    many(binary, list_to_bin, [[[1, [2, <<3>>]]], [[]], [[256]], [x], [[1 | 2]], [[a]]]),
    many(binary, copy, [[B], [B, 0], [B, 3], [<<>>, 1000], [B, -1], [B, x], [x], [<<1:3>>, 2]]),
    many(binary, decode_unsigned, [[<<1, 0>>], [<<1, 0>>, little], [<<1, 0>>, big], [<<>>], [<<0, 0>>], [binary:copy(<<255>>, 9)], [x], [B, middle], [<<1:3>>]]),
    many(binary, encode_unsigned, [[0], [255], [256], [256, little], [1 bsl 80], [1 bsl 80, little], [-1], [x], [1.0], [5, x]]),
    many(binary, encode_hex, [[<<>>], [<<0, 171, 255>>], [<<171>>, lowercase], [<<171>>, uppercase], [<<171>>, x], [x], [<<1:3>>]]),
    many(binary, decode_hex, [[<<>>], [<<"00abFF">>], [<<"a">>], [<<"zz">>], [x], ["ab"], [<<"0 ">>]]),
    many(binary, longest_common_prefix, [[[<<"abc">>, <<"abd">>]], [[<<"abc">>]], [[<<"">>, <<"a">>]], [[<<"ab">>, <<"ab">>]], [[]], [x], [[x]], [[<<1:3>>]]]),
    many(binary, longest_common_suffix, [[[<<"abc">>, <<"xbc">>]], [[<<"a">>, <<"b">>]], [[<<"abc">>, <<"c">>]], [[]], [[a, b]]]),
    many(binary, join, [[[], <<",">>], [[<<"a">>], <<",">>], [[<<"a">>, <<>>, <<"b">>], <<", ">>], [[a], <<>>], [[<<"a">>], x], [x, <<>>], [[<<"a">>, <<"b">>], x], [[<<"a">> | <<"b">>], <<>>]]),
    many(binary, referenced_byte_size, [[<<>>], [x]]),
    ok.
