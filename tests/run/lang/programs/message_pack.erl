%% MessagePack by bit syntax: encode and decode of all kinds, wrong and short input refused with the place.
-module(message_pack).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [nil, true, false, 0, 127, 128, 255, 256, 65535, 65536, 1 bsl 32 - 1, 1 bsl 32, 1 bsl 64 - 1, -1, -32, -33, -128, -129, -32768, -32769, -(1 bsl 31), -(1 bsl 31) - 1, -(1 bsl 63), 1.5, -0.0, <<>>, <<"abc">>, binary:copy(<<"x">>, 31), binary:copy(<<"x">>, 32), binary:copy(<<"x">>, 300), {bin, <<1, 2>>}, [], [1, [2, [nil]]], lists:seq(1, 20), #{}, #{<<"k">> => [1]}, {ext, 5, <<"1234">>}, {ext, -1, <<"12345">>}],
    ?show([V || V <- Vs, decode(encode(V)) =/= {ok, V, <<>>}]), ?show([encode(V) || V <- [0, 127, 128, -1, -33, 65536, 1.5, <<"abc">>, [1, 2], #{<<"a">> => nil}, {ext, 5, <<"1234">>}]]), ?show([byte_size(encode(V)) || V <- Vs]),
    Long = encode(Vs), ?show({byte_size(Long), erlang:crc32(Long)}), ?show([N || N <- lists:seq(0, byte_size(Long) - 1), case decode(binary:part(Long, 0, N)) of {error, _, _} -> false; _ -> true end]), ?show([decode(B) || B <- [<<>>, <<16#c1>>, <<16#d9, 5, "ab">>, <<16#92, 1>>, <<16#81, 16#a1, "k">>, <<16#ca, 16#7f800000:32>>, <<16#a1, 255>>, <<1, 2>>]]), ?show([try encode(X) catch error:R -> R end || X <- [1 bsl 64, atom, {a}, -(1 bsl 63) - 1]]).

encode(nil) -> <<16#c0>>; encode(false) -> <<16#c2>>; encode(true) -> <<16#c3>>;
encode(N) when is_integer(N), N >= 0 -> if N < 128 -> <<N>>; N < 1 bsl 8 -> <<16#cc, N>>; N < 1 bsl 16 -> <<16#cd, N:16>>; N < 1 bsl 32 -> <<16#ce, N:32>>; N < 1 bsl 64 -> <<16#cf, N:64>>; true -> error({too_large, N}) end;
encode(N) when is_integer(N) -> if N >= -32 -> <<N>>; N >= -128 -> <<16#d0, N>>; N >= -32768 -> <<16#d1, N:16>>; N >= -(1 bsl 31) -> <<16#d2, N:32>>; N >= -(1 bsl 63) -> <<16#d3, N:64>>; true -> error({too_small, N}) end;
encode(F) when is_float(F) -> <<16#cb, F/float>>;
encode(<<B/binary>>) -> S = byte_size(B), if S < 32 -> <<5:3, S:5, B/binary>>; S < 256 -> <<16#d9, S, B/binary>>; true -> <<16#da, S:16, B/binary>> end;
encode({bin, B}) -> <<16#c4, (byte_size(B)), B/binary>>;
encode(L) when is_list(L), length(L) < 16 -> <<9:4, (length(L)):4, << <<(encode(X))/binary>> || X <- L >>/binary>>; encode(L) when is_list(L) -> <<16#dc, (length(L)):16, << <<(encode(X))/binary>> || X <- L >>/binary>>;
encode(M) when is_map(M), map_size(M) < 16 -> <<8:4, (map_size(M)):4, << <<(encode(K))/binary, (encode(V))/binary>> || K := V <- M >>/binary>>;
encode({ext, T, B}) -> case byte_size(B) of S when S =:= 1; S =:= 2; S =:= 4; S =:= 8; S =:= 16 -> <<(16#d4 + trunc(math:log2(S))), T, B/binary>>; S -> <<16#c7, S, T, B/binary>> end;
encode(X) -> error({no_kind, X}).

decode(B) -> try {V, R} = dec(B), {ok, V, R} catch throw:{at, At, Why} -> {error, byte_size(B) - byte_size(At), Why} end.
dec(<<0:1, N:7, R/bits>>) -> {N, R}; dec(<<7:3, N:5, R/bits>>) -> {N - 32, R}; dec(<<16#c0, R/bits>>) -> {nil, R}; dec(<<16#c2, R/bits>>) -> {false, R}; dec(<<16#c3, R/bits>>) -> {true, R};
dec(<<16#33:6, K:2, R/bits>> = B) -> S = 8 bsl K, case R of <<N:S, T/bits>> -> {N, T}; _ -> throw({at, B, short}) end; dec(<<16#34:6, K:2, R/bits>> = B) -> S = 8 bsl K, case R of <<N:S/signed, T/bits>> -> {N, T}; _ -> throw({at, B, short}) end;
dec(<<16#ca, F:32/float, R/bits>>) -> {F, R}; dec(<<16#cb, F/float, R/bits>>) -> {F, R}; dec(<<5:3, S:5, T:S/binary, R/bits>>) -> {T, R}; dec(<<16#d9, S, T:S/binary, R/bits>>) -> {T, R}; dec(<<16#da, S:16, T:S/binary, R/bits>>) -> {T, R}; dec(<<16#c4, S, T:S/binary, R/bits>>) -> {{bin, T}, R};
dec(<<9:4, N:4, R/bits>>) -> many(N, R, []); dec(<<16#dc, N:16, R/bits>>) -> many(N, R, []); dec(<<8:4, N:4, R/bits>>) -> {L, T} = many(N * 2, R, []), {pairs(L, #{}), T};
dec(<<16#c7, S, T/signed, D:S/binary, R/bits>>) -> {{ext, T, D}, R}; dec(<<C, T/signed, R/bits>> = B) when C >= 16#d4, C =< 16#d8 -> S = 1 bsl (C - 16#d4), case R of <<D:S/binary, U/bits>> -> {{ext, T, D}, U}; _ -> throw({at, B, short}) end;
dec(<<16#c1, _/bits>> = B) -> throw({at, B, never_used}); dec(B) -> throw({at, B, short}).
many(0, R, A) -> {lists:reverse(A), R}; many(N, B, A) -> {V, R} = dec(B), many(N - 1, R, [V | A]).
pairs([K, V | T], M) -> pairs(T, M#{K => V}); pairs([], M) -> M.
