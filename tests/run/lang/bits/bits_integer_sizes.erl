%% Integers of every size from 0 to 70 bits, built and matched again, cut off where they do not fit.
-module(bits_integer_sizes).
-export([main/0]).
-include("../lang.hrl").

round_trip(V, S) ->
    <<U:S/unsigned>> = <<V:S>>,
    <<I:S/signed>> = <<V:S>>,
    {U, I}.

main() ->
    ?show([<<V:0>> || V <- [0, 1, -1]]),
    ?show([<<(-1):S>> || S <- lists:seq(1, 17)]),
    ?show([<<16#123456789abcdef:S>> || S <- [4, 8, 12, 20, 31, 32, 33, 60, 64, 65]]),
    ?show([round_trip(5, S) || S <- [1, 2, 3, 4]]),
    ?show([round_trip(-1, S) || S <- [1, 8, 27, 28, 59, 60, 61, 62, 63, 64, 65, 70]]),
    ?show([round_trip(1 bsl (S - 1), S) || S <- lists:seq(56, 68)]),
    ?show([round_trip(-(1 bsl (S - 1)), S) || S <- lists:seq(56, 68)]),
    ?show([round_trip((1 bsl 200) + S, S) || S <- [1, 8, 60, 64]]),
    ?show([begin <<V:S/signed>> = <<(-(1 bsl 100)):S>>, V end || S <- [100, 101, 102, 128]]),
    ?show([bit_size(<<0:S>>) || S <- [0, 1, 7, 8, 9, 1000]]),
    ?show(lists:all(fun(S) -> {U, I} = round_trip(16#a5a5a5a5a5a5a5a5a5, S), U band (1 bsl S - 1) =:= I band (1 bsl S - 1) end, lists:seq(1, 70))),
    ?show(<<(id(-5)):16>>),
    ?show(<<1:1, 0:1, 1:1>>),
    ?show(begin <<A:1, B:2, C:3, D:4, E:5, F:1>> = <<16#abcd:16>>, [A, B, C, D, E, F] end),
    ok.
