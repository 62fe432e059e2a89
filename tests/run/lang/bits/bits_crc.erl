%% Checksums and hashes bit by bit and by table, against the built-in ones.
-module(bits_crc).
-export([main/0]).
-include("../lang.hrl").

crc32(B) -> crc(B, 16#ffffffff) bxor 16#ffffffff.
crc(<<>>, C) -> C;
crc(<<X, R/binary>>, C) -> crc(R, step(8, C bxor X)).
step(0, C) -> C;
step(N, C) when C band 1 =:= 1 -> step(N - 1, (C bsr 1) bxor 16#edb88320);
step(N, C) -> step(N - 1, C bsr 1).
adler(B) -> adler(B, 1, 0).
adler(<<X, R/binary>>, S, T) -> S1 = (S + X) rem 65521, adler(R, S1, (T + S1) rem 65521);
adler(<<>>, S, T) -> T bsl 16 bor S.
fnv(B) -> lists:foldl(fun(X, H) -> ((H bxor X) * 16777619) band 16#ffffffff end, 2166136261, binary_to_list(B)).
parity(B) -> lists:foldl(fun(X, P) -> X bxor P end, 0, [X || <<X:1>> <= B]).
djb(B) -> djb(B, 5381).
djb(<<C, R/binary>>, H) -> djb(R, (H * 33 + C) band 16#ffffffffffffffff);
djb(<<>>, H) -> H.
internet(B) -> lists:foldl(fun(X, A) -> S = A + X, (S band 16#ffff) + (S bsr 16) end, 0, [X || <<X:16>> <= case byte_size(B) rem 2 of 0 -> B; 1 -> <<B/binary, 0>> end]) bxor 16#ffff.
main() ->
    Bs = [<<>>, <<"a">>, <<"123456789">>, <<"The quick brown fox">>, binary:copy(<<"xyz">>, 50)],
    ?show([crc32(B) || B <- Bs]),
    ?show([crc32(B) =:= erlang:crc32(B) || B <- Bs]),
    ?show([adler(B) =:= erlang:adler32(B) || B <- Bs]),
    ?show([fnv(B) || B <- Bs]),
    ?show([djb(B) || B <- Bs]),
    ?show([parity(B) || B <- Bs]),
    ?show([internet(B) || B <- Bs]),
    ?show(<<(crc32(<<"x">>)):32/little>>),
    ok.
