-module(p0366_illegal_bit_size).
-export([take/1]).

take(<<N, Text:(case N of 0 -> 1; _ -> N end)/binary, Rest/binary>>) -> {N, Text, Rest};
take(<<N, Text:(file:size(N))/binary>>) -> {N, Text}.
