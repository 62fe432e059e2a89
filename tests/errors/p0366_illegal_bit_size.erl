-module(p0366_illegal_bit_size).
-export([take/1]).

take(<<N, Text:(length_of(N))/binary, Rest/binary>>) -> {Text, Rest}.

length_of(N) -> N * 2.
