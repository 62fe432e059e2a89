-module(p0372_size_local_call).
-export([take/1]).

take(<<N, Text:(length_of(N))/binary, Rest/binary>>) -> {Text, Rest}.

length_of(N) -> N * 2.
