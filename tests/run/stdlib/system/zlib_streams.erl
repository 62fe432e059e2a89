%% zlib: streams in pieces, dictionaries, flushes, levels, raw and gzip windows, checksums and broken data.
-module(zlib_streams).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = iolist_to_binary([integer_to_list(N rem 17) || N <- lists:seq(1, 400)]),
    each(fun({F, G}) -> B = zlib:F(D), {byte_size(B) < 400, zlib:G(B) =:= D, outcome(fun() -> zlib:G(binary:part(B, 0, 20)) end), outcome(fun() -> zlib:G(<<1, 2, 3, 4>>) end), outcome(fun() -> zlib:G(<<>>) end)} end, [{compress, uncompress}, {gzip, gunzip}, {zip, unzip}]),
    Z = zlib:open(), ok = zlib:deflateInit(Z, best_compression, deflated, 15, 8, default),
    P1 = [zlib:deflate(Z, X) || X <- [<<"one ">>, [<<"two">>, $ , "three"]]], P = iolist_to_binary([P1, zlib:deflate(Z, <<"sync">>, sync), zlib:deflate(Z, [], finish)]), ok = zlib:deflateEnd(Z), show("pieces", zlib:uncompress(P)),
    I = zlib:open(), ok = zlib:inflateInit(I), show("by byte", iolist_to_binary([zlib:inflate(I, [B]) || <<B>> <= P])), show("end", zlib:inflateEnd(I)),
    ok = zlib:inflateInit(I), show("safe", (fun S({continue, O}) -> [iolist_size(O) | S(zlib:safeInflate(I, []))]; S({finished, O}) -> [iolist_size(O), finished] end)(zlib:safeInflate(I, zlib:compress(D)))),
    show("reset", zlib:inflateReset(I)), show("again", iolist_to_binary(zlib:inflate(I, P))), zlib:close(I),
    [begin Y = zlib:open(), ok = zlib:deflateInit(Y, L, deflated, W, 8, S), C = iolist_to_binary(zlib:deflate(Y, D, finish)), zlib:deflateEnd(Y), zlib:close(Y), X = zlib:open(), ok = zlib:inflateInit(X, if W < 0 -> -15; true -> 47 end), io:format("~w ~w ~w ~w~n", [L, W, S, iolist_to_binary(zlib:inflate(X, C)) =:= D]), zlib:close(X) end || {L, W, S} <- [{none, 15, default}, {best_speed, 15, filtered}, {9, -15, huffman_only}, {default, 31, rle}, {1, 15, default}]],
    A = zlib:open(), ok = zlib:deflateInit(A), show("dict", zlib:deflateSetDictionary(A, <<"hello world">>)), Dd = iolist_to_binary(zlib:deflate(A, <<"hello world!">>, finish)), zlib:close(A),
    B = zlib:open(), ok = zlib:inflateInit(B), show("need", outcome(fun() -> zlib:inflate(B, Dd) end)), zlib:close(B),
    show("sums", {erlang:crc32(D), erlang:adler32(D), erlang:crc32(<<>>), erlang:adler32(<<>>), erlang:crc32(1, <<"a">>), erlang:adler32(1, <<"a">>)}),
    each(fun({F, As}) -> apply(zlib, F, As) end, [{compress, [x]}, {deflate, [x, <<>>]}, {close, [Z]}, {close, [Z]}, {deflate, [Z, <<>>]}, {gunzip, [[1, 2]]}, {inflateInit, [x]}]),
    ok.
