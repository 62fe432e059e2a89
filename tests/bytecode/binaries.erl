-module(binaries).
-export([count/2, words/1, header/1, build/2]).
count(<<C, T/binary>>, N) when C > 32 -> count(T, N + 1);
count(<<_, T/binary>>, N) -> count(T, N);
count(<<>>, N) -> N.
words(B) -> words(B, <<>>).
words(<<" ", T/binary>>, W) -> {W, T};
words(<<C, T/binary>>, W) -> words(T, <<W/binary, C>>);
words(<<>>, W) -> {W, <<>>}.
header(<<Version:4, Length:4, Kind:8, Size:16/little, Rest/binary>>) -> {Version, Length, Kind, Size, Rest}.
build(A, B) -> <<A:8, B:16/little, "end">>.
%%% bytecode
