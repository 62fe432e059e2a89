%% Sizes taken from fields matched before, from arithmetic and functions on them, from maps, tuples and arguments; sizes that fail the match or the construction.
-module(bits_sizes_from_fields).
-export([main/0]).
-include("../lang.hrl").
-record(h, {size, unit = 8}).

main() ->
    ?show([tlv(B) || B <- [<<1, 3, "abc", 2, 0, 3, 1, 255>>, <<1, 4, "abc">>, <<>>, <<1>>, <<0:4>>]]),
    ?show([nested(B) || B <- [<<2, 1, 2, "x", "yz">>, <<0>>, <<1, 5, "hello">>, <<1, 6, "hello">>, <<3, 0, 0, 0>>]]),
    ?show([arith(B) || B <- [<<3, 16#abcdef:24>>, <<0, 1>>, <<1, 2, 3>>, <<255, 0>>]]),
    ?show([head(B, N) || B <- [<<"abcdef">>, <<>>], N <- [0, 1, 6, 7, -1, 1 bsl 70, a, 1.0]]),
    ?show([with_record(#h{size = S, unit = U}, <<"0123456789">>) || {S, U} <- [{1, 8}, {2, 16}, {80, 1}, {0, 8}, {11, 8}, {-1, 8}]]),
    ?show([with_map(M, <<5:4, 9:12>>) || M <- [#{s => 4}, #{s => 12}, #{s => 17}, #{s => a}, #{}, x]]),
    ?show([in_guard(B) || B <- [<<2, 9, 9>>, <<3, 9, 9>>, <<0>>, <<>>]]),
    ?show([build(S, V) || S <- [0, 3, 8, -1, a], V <- [5, -5, 1 bsl 100]]),
    ?show([build_bin(S, V) || S <- [0, 1, 2, 3, -1], V <- [<<"ab">>, <<1:7>>, [1]]]),
    ?show(fun() -> F = fun(N) -> fun(<<X:N, _/bits>>) -> X; (_) -> short end end, [(F(N))(<<16#a5a5:16>>) || N <- [0, 1, 4, 12, 17]] end()),
    ?show([X || N <- [1, 2, 3], <<L:N, X:L>> <- [<<16#ffff:16>>, <<(1 bsl (7 - N)):7, 0:1>>, <<7:N, 100:7>>]]),
    ?show([{N, X} || N <- [3, 5, 7], <<X:N, _:(8 - N)>> <= <<16#e7, 16#81>>]).

tlv(<<T, L, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [];
tlv(R) -> {rest, R}.
nested(<<N, Lens:N/binary, R/bits>>) -> take(Lens, R, []);
nested(_) -> bad.
take(<<L, Ls/binary>>, B, Acc) -> case B of <<X:L/binary, R/binary>> -> take(Ls, R, [X | Acc]); _ -> {short, L, B, Acc} end;
take(<<>>, R, Acc) -> {lists:reverse(Acc), R}.
arith(<<N, X:(N * 4 + 4), Y:(max(0, 16 - N * 4) div 2)/bits, _/bits>>) -> {N, X, Y};
arith(<<N, _/bits>>) -> {none, N}.
head(B, N) -> try case B of <<X:N/binary, _/binary>> -> X; _ -> no end catch C:R -> {C, R} end.
with_record(#h{size = S, unit = U}, B) -> case B of <<X:(S * U)/bits, Y:(S - 1), _/bits>> -> {X, Y}; <<X:(S * U)/bits, _/bits>> -> X; _ -> no end.
with_map(M, B) -> try #{s := S} = M, <<X:S, Y/bits>> = B, {X, Y} catch C:R -> {C, R} end.
in_guard(B) -> case B of <<N, R/binary>> when byte_size(R) =:= N, binary_part(R, 0, N) =:= R -> {exact, N}; <<N, R:N/binary>> when N > 0 -> R; <<N, _/binary>> -> {other, N}; _ -> empty end.
build(S, V) -> try <<V:S, 1:1>> catch C:R -> {C, R} end.
build_bin(S, V) -> try <<V:S/binary, 0:1>> catch C:R -> {C, R} end.
