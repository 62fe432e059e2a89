-module(bits).
-export([run/0]).
run() -> crc(200000, 16#ffffffff) + hash(lists:seq(1, 100000), 5381).
crc(0, C) -> C;
crc(N, C) ->
    X = C bxor (N band 255),
    crc(N - 1, case X band 1 of 1 -> (X bsr 1) bxor 16#edb88320; 0 -> X bsr 1 end).
hash([], H) -> H;
hash([X | T], H) -> hash(T, ((H bsl 5) + H + X) band 16#ffffffff).
