%% Appending to a binary that others hold: each sees its own, also when two append to one.
-module(bits_append).
-export([main/0]).
-include("../lang.hrl").

grow(B, 0) -> B;
grow(B, N) -> grow(<<B/binary, N>>, N - 1).
bits(B, 0) -> B;
bits(B, N) -> bits(<<B/bits, (N band 1):1>>, N - 1).

main() ->
    A = grow(<<>>, 10),
    ?show(A),
    B = <<A/binary, "one">>,
    C = <<A/binary, "two">>,
    ?show([B, C, A]),
    D = <<B/binary, 1>>, E = <<B/binary, 2>>, F = <<D/binary, 3>>,
    ?show([D, E, F]),
    ?show(bits(<<>>, 13)),
    ?show(<<(bits(<<1>>, 5))/bits, 0:3>>),
    ?show(byte_size(grow(<<>>, 255))),
    L = lists:foldl(fun(I, [H | _] = T) -> [<<H/binary, I>> | T] end, [<<>>], lists:seq(1, 8)),
    ?show(L),
    G = grow(<<"base">>, 100),
    Parts = [begin <<X:I/binary, _/binary>> = G, <<X/binary, "!">> end || I <- [0, 1, 4, 50]],
    ?show([byte_size(P) || P <- Parts]),
    ?show(G =:= grow(<<"base">>, 100)),
    H = <<G/binary, G/binary>>,
    ?show([byte_size(H), binary:part(H, 104, 4)]),
    Self = self(),
    [spawn(fun() -> Self ! {I, byte_size(<<G/binary, 0:(I * 8)>>)} end) || I <- [1, 2, 3]],
    ?show([receive {I, S} -> S end || I <- [1, 2, 3]]),
    ?show(<<(<<"a">>)/binary, (<<>>)/binary, (<<"b">>)/binary>>),
    ok.
