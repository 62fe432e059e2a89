%% Messages framed in bytes: lengths and types, varints, checksums, records of fixed width, run lengths, bits.
-module(binary_protocols).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ms = [{ping, 1}, {text, <<"hej å"/utf8>>}, {list, [1, 300, 70000]}, {pair, {-5, 2.5}}], Enc = << <<(frame(M))/binary>> || M <- Ms >>, show("bytes", {byte_size(Enc), binary:encode_hex(erlang:md5(Enc))}), show("decoded", unframe(Enc)), show("cut", unframe(binary:part(Enc, 0, byte_size(Enc) - 3))), show("broken", unframe(<<1, 9, 0, 0>>)),
    each(fun(N) -> B = varint(N), {B, element(1, unvarint(B, 0, 0))} end, [0, 1, 127, 128, 300, 1 bsl 40]), each(fun(B) -> R = rle(B), {R, unrle(R) =:= B} end, [<<>>, <<"aaab">>, <<"abc">>, binary:copy(<<7>>, 300)]),
    Ip = <<4:4, 5:4, 0:8, 40:16, 7:16, 2:3, 0:13, 64, 6, 0:16, 10, 0, 0, 1, 192, 168, 0, 9, "payload">>, <<V:4, Hl:4, _:8, Len:16, Id:16, Fl:3, Off:13, Ttl, P, _:16, A:32, Bd:4/binary, Rest/binary>> = Ip, show("ip", {V, Hl, Len, Id, Fl, Off, Ttl, P, A, Bd, Rest}), show("sum", sum16(binary:part(Ip, 0, 20), 0)),
    show("bmp", begin Rows = [<<1:1, 0:1, 1:1>>, <<0:1, 1:1, 0:1>>], [<< <<(case X of 1 -> $#; 0 -> $. end)>> || <<X:1>> <= R >> || R <- Rows] end), show("utf", [<<C/utf8>> || C <- [$a, 229, 8364, 128512]] =:= [unicode:characters_to_binary([C]) || C <- [$a, 229, 8364, 128512]]), show("signed", [begin <<X:8/signed>> = <<N>>, X end || N <- [0, 127, 128, 255]]), show("floats", [<<F:32/float>> || F <- [1.0, -2.5, 0.1]]), show("little", << <<N:24/little>> || N <- [1, 256, 65536] >>), show("gray", [N bxor (N bsr 1) || N <- lists:seq(0, 7)]), ok.

frame(M) -> {T, B} = case M of {ping, N} -> {1, <<N:16>>}; {text, X} -> {2, X}; {list, L} -> {3, << <<(varint(N))/binary>> || N <- L >>}; {pair, {A, F}} -> {4, <<A:32/signed, F:64/float>>} end, <<T, (byte_size(B)):16, (erlang:crc32(B)):32, B/binary>>.
unframe(<<T, N:16, C:32, B:N/binary, R/binary>>) -> case erlang:crc32(B) of C -> [case {T, B} of {1, <<X:16>>} -> {ping, X}; {2, _} -> {text, B}; {3, _} -> {list, varints(B)}; {4, <<A:32/signed, F:64/float>>} -> {pair, {A, F}} end | unframe(R)]; _ -> [bad_sum | unframe(R)] end;
unframe(<<>>) -> [];
unframe(B) -> [{more, byte_size(B)}].
varint(N) when N < 128 -> <<N>>;
varint(N) -> <<1:1, N:7, (varint(N bsr 7))/binary>>.
unvarint(<<0:1, X:7, R/binary>>, S, A) -> {A bor (X bsl S), R};
unvarint(<<1:1, X:7, R/binary>>, S, A) -> unvarint(R, S + 7, A bor (X bsl S)).
varints(<<>>) -> [];
varints(B) -> {N, R} = unvarint(B, 0, 0), [N | varints(R)].
rle(<<>>) -> <<>>;
rle(<<C, _/binary>> = B) -> N = run(B, C, 0), <<_:N/binary, R/binary>> = B, <<N, C, (rle(R))/binary>>.
run(<<C, R/binary>>, C, N) when N < 255 -> run(R, C, N + 1);
run(_, _, N) -> N.
unrle(B) -> << <<(binary:copy(<<C>>, N))/binary>> || <<N, C>> <= B >>.
sum16(<<X:16, R/binary>>, S) -> sum16(R, S + X);
sum16(<<>>, S) -> (bnot ((S band 16#FFFF) + (S bsr 16))) band 16#FFFF.
