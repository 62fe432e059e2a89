%% Numbers of variable length: LEB128, zigzag, Elias codes, floats taken apart.
-module(bits_leb_and_zigzag).
-export([main/0]).
-include("../lang.hrl").

leb(N) when N < 128 -> <<N>>;
leb(N) -> <<1:1, N:7, (leb(N bsr 7))/binary>>.
unleb(<<0:1, N:7, R/binary>>) -> {N, R};
unleb(<<1:1, N:7, R/binary>>) -> {M, R1} = unleb(R), {M bsl 7 bor N, R1}.
zigzag(N) when N >= 0 -> N * 2;
zigzag(N) -> -N * 2 - 1.
unzigzag(N) -> (N bsr 1) bxor -(N band 1).
sleb(N) -> <<B:7/bits, _/bits>> = <<N:7>>, case N bsr 7 of 0 when N band 64 =:= 0 -> <<0:1, B/bits>>; -1 when N band 64 =/= 0 -> <<0:1, B/bits>>; M -> <<1:1, B/bits, (sleb(M))/binary>> end.
unsleb(B) -> unsleb(B, 0, 0).
unsleb(<<0:1, S:1, N:6, R/binary>>, Sh, A) -> {A + ((N - S * 64) bsl Sh), R};
unsleb(<<1:1, N:7, R/binary>>, Sh, A) -> unsleb(R, Sh + 7, A + (N bsl Sh)).
parts(F) -> <<S:1, E:11, M:52>> = <<F/float>>, {S, E - 1023, M}.
join({S, E, M}) -> <<F/float>> = <<S:1, (E + 1023):11, M:52>>, F.
main() ->
    Ns = [0, 1, 63, 64, 127, 128, 300, 1 bsl 20, 1 bsl 70],
    ?show([leb(N) || N <- Ns]),
    ?show([unleb(leb(N)) =:= {N, <<>>} || N <- Ns]),
    ?show([zigzag(N) || N <- [0, -1, 1, -2, 2, -(1 bsl 64)]]),
    ?show([unzigzag(zigzag(N)) =:= N || N <- [-N || N <- Ns] ++ Ns]),
    ?show([sleb(N) || N <- [0, -1, 63, -64, 64, -65, -123456]]),
    ?show([unsleb(sleb(N)) =:= {N, <<>>} || N <- [-N || N <- Ns] ++ Ns]),
    ?show(unleb(<<128>>)),
    ?show([parts(F) || F <- [1.0, -2.5, 0.1, 5.0e-324]]),
    ?show([join(parts(F)) =:= F || F <- [1.0, -2.5, 0.1, 1.0e308, -0.0]]),
    ok.
