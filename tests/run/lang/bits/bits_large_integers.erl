%% Integers of 60 to 1024 bits: built, matched, compared with literals, signed and little, at the border of small and big ones.
-module(bits_large_integers).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Sizes = [58, 59, 60, 61, 62, 63, 64, 65, 66, 72, 96, 127, 128, 129, 256],
    ?show([begin <<X:S>> = <<-1:S>>, X =:= (1 bsl S) - 1 end || S <- Sizes]),
    ?show([begin <<X:S/signed>> = <<-1:S>>, X end || S <- Sizes]),
    ?show([begin <<X:S/signed>> = <<1:1, 0:(S - 1)>>, X =:= -(1 bsl (S - 1)) end || S <- Sizes]),
    ?show([begin <<X:S/signed-little>> = <<(-(1 bsl (S - 1))):S/little>>, X + (1 bsl (S - 1)) end || S <- Sizes]),
    ?show([begin <<X:S/little>> = <<16#0123456789abcdef0123456789abcdef0123456789abcdef:S/little>>, X =:= 16#0123456789abcdef0123456789abcdef0123456789abcdef band ((1 bsl S) - 1) end || S <- Sizes]),
    ?show([<<(1 bsl N):(N + 1)>> =:= <<1:1, 0:N>> || N <- [0, 7, 59, 60, 63, 64, 200]]),
    ?show([<<(1 bsl N):N>> =:= <<0:N>> || N <- [0, 7, 59, 60, 63, 64, 200]]),
    ?show([<<(-(1 bsl N)):(N + 8)>> || N <- [3, 60, 64]]),
    ?show([lit(B) || B <- [<<16#ffffffffffffffff:64>>, <<0:64>>, <<1:64>>, <<16#8000000000000000:64>>, <<123456789012345678901234567890:128>>, <<(-123456789012345678901234567890):128>>, <<5:128/little>>, <<1152921504606846976:61>>, <<1152921504606846975:61>>]]),
    ?show([bound(V, <<V:100>>) || V <- [0, 1, -1, 1 bsl 99, (1 bsl 100) - 1, 1 bsl 100, -(1 bsl 100)]]),
    ?show([bound_signed(V, <<V:100/signed>>) || V <- [0, -1, 1 bsl 98, -(1 bsl 99), 1 bsl 99]]),
    ?show(begin <<A:200, B:312, C:512>> = crypto_like(1024), {A bxor (B band C) > 0, (A bsl 824) bor (B bsl 512) bor C =:= binary:decode_unsigned(crypto_like(1024))} end),
    ?show([begin <<A:N/little, B/bits>> = <<16#fedcba9876543210fedcba9876543210:128>>, {A, B} end || N <- [60, 63, 65, 71]]),
    ?show([begin <<_:3, A:N/signed-little, _/bits>> = <<16#fedcba9876543210fedcba9876543210:128>>, A end || N <- [8, 60, 61, 64, 67, 100]]),
    ?show(fold(<<(1 bsl 255):256, 1:256, (-1):256>>, [])),
    ?show([{is_small(X), X} || <<X:60/signed>> <= <<(1 bsl 59):60, ((1 bsl 59) - 1):60, (1 bsl 58):60, -1:60>>]),
    ?show([<<X:64>> || X <- [1.0 / 1]  , is_integer(X)]),
    ?show(try <<(id(1.5)):100>> catch C:R -> {C, R} end).

lit(<<16#ffffffffffffffff:64>>) -> all_ones; lit(<<0:64>>) -> zero; lit(<<16#8000000000000000:64>>) -> top; lit(<<123456789012345678901234567890:128>>) -> long;
lit(<<-123456789012345678901234567890:128/signed>>) -> minus_long; lit(<<5:128/little>>) -> five_little; lit(<<1152921504606846976:61>>) -> border; lit(<<X:61>>) -> X; lit(<<X:64>>) -> {other, X}; lit(_) -> none.
bound(V, B) -> case B of <<V:100>> -> same; <<W:100>> -> W end.
bound_signed(V, B) -> case B of <<V:100/signed>> -> same; <<W:100/signed>> -> W end.
crypto_like(N) -> << <<(X * X * 7919 + 13)>> || X <- lists:seq(1, N div 8) >>.
fold(<<X:256/signed, R/binary>>, A) -> fold(R, [X | A]); fold(<<>>, A) -> A.
is_small(X) -> X >= -(1 bsl 59) andalso X < 1 bsl 59.
