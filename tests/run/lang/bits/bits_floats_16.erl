%% Half, single and double floats: limits, halves of the last place, subnormal numbers, infinities and NaN that match nothing, both byte orders.
-module(bits_floats_16).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([<<F:16/float>> || F <- [0.0, -0.0, 1.0, -2.0, 65504.0, 6.103515625e-5, 6.097555160522461e-5, 5.960464477539063e-8, 0.333251953125]]),
    ?show([half(F) || F <- [65504.0, 65519.0, 65520.0, 1.0e10, -65520.0, 5.0e-8, 2.0e-8 * 1.6, 1.0e-10, 1.00048828125, 1.0014648437, 2049, 2051, -2051]]),
    ?show([begin <<X:16/float>> = <<B:16>>, X end || B <- [0, 16#8000, 1, 16#3ff, 16#400, 16#3c00, 16#3c01, 16#7bff, 16#fbff, 16#3555]]),
    ?show([case <<B:16>> of <<X:16/float>> -> X; _ -> none end || B <- [16#7c00, 16#fc00, 16#7c01, 16#7e00, 16#ffff]]),
    ?show([case <<B:32>> of <<X:32/float>> -> X; _ -> none end || B <- [16#7f800000, 16#ff800000, 16#7fc00000, 16#7f7fffff, 1, 16#807fffff, 16#3f800001]]),
    ?show([case <<B:64>> of <<X/float>> -> X; _ -> none end || B <- [16#7ff0000000000000, 16#fff0000000000000, 16#7ff8000000000000, 16#7fefffffffffffff, 1, 16#8000000000000000]]),
    ?show([single(F) || F <- [3.4028234663852886e38, 3.4028235e38, 3.4028236e38, 1.0e39, -1.0e39, 1.401298464324817e-45, 7.0e-46, 7.1e-46, 0.1, 16777217, 16777219]]),
    ?show([double(F) || F <- [1, 9007199254740993, 1 bsl 1023, 1 bsl 1024, -(1 bsl 1024), a, 0.1]]),
    ?show([<<F:32/float-little>> || F <- [1.5, -0.0, 1]]), ?show([<<F/float-little>> || F <- [1.5, -0.0]]), ?show(<<1.5:16/float-little, 1.5:16/float-big, 1.5:16/float-native>> =:= <<1.5:16/float-little, 1.5:16/float-big, 1.5:16/float-little>>),
    ?show([try <<1.0:S/float>> catch C:R -> {C, R} end || S <- [0, 8, 16, 17, 24, 32, 48, 64, 80, 128, -16]]),
    ?show([case <<0:128>> of <<X:S/float, _/bits>> -> X; _ -> no_match end || S <- [8, 16, 24, 32, 64, 80, 128, -16]]),
    ?show([try <<F:S/float-unit:16>> catch C:R -> {C, R} end || F <- [1.0], S <- [1, 2, 3, 4]]),
    ?show([X || <<X:16/float>> <= <<16#3c00:16, 16#4000:16, 16#4200:16, 1:8>>]),
    ?show([X || <<X:16/float, Y:16>> <= <<16#3c00:16, 1:16, 16#4200:16, 2:16>>, Y > 1]),
    ?show([compare(<<F:16/float>>) || F <- [1, 1.0, 0.5, -0.0, 0]]),
    ?show([N || N <- lists:seq(0, 31743, 97), <<X:16/float>> <- [<<N:16>>], <<X:16/float>> =/= <<N:16>>]).

half(F) -> try <<F:16/float>> catch C:R -> {C, R} end.
single(F) -> try <<F:32/float>> of <<X:32/float>> -> X catch C:R -> {C, R} end.
double(F) -> try <<F/float>> of <<X/float>> -> X catch C:R -> {C, R} end.
compare(<<1.0:16/float>>) -> one; compare(<<0.0:16/float>>) -> plus_zero; compare(<<-0.0:16/float>>) -> minus_zero; compare(<<X:16/float>>) -> X.
