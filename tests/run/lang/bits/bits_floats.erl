%% Floats of 16, 32 and 64 bits: rounding, infinities that do not match, integers as values, byte orders.
-module(bits_floats).
-export([main/0]).
-include("../lang.hrl").

match(B) -> case B of <<F/float>> -> F; <<F:32/float>> -> {32, F}; <<F:16/float>> -> {16, F}; _ -> no end.

main() ->
    ?show([<<F/float>> || F <- [0.0, -0.0, 1.0, -1.5, 1.0e308, 5.0e-324]]),
    ?show([<<F:32/float>> || F <- [0.1, 1.0e38, 1.0e-45, 3.4028234e38]]),
    ?show([<<F:16/float>> || F <- [1.0, 0.1, 65504.0, 5.9e-8, 1.0e-9]]),
    ?show(<<1.0e39:32/float>>),
    ?show(<<65520.0:16/float>>),
    ?show([<<I/float>> || I <- [1, -2, 0, 1 bsl 60, 1 bsl 100]]),
    ?show(<<(id(1 bsl 1024))/float>>),
    ?show([<<1.5/float-little>>, <<1.5:32/little-float>>, <<1.5:16/float-little>>]),
    ?show([match(<<1.5/float>>), match(<<1.5:32/float>>), match(<<1.5:16/float>>)]),
    ?show([match(<<16#7ff0000000000000:64>>), match(<<16#fff0000000000000:64>>), match(<<16#7ff8000000000001:64>>)]),
    ?show([match(<<16#7f800000:32>>), match(<<16#7c00:16>>), match(<<16#7e00:16>>)]),
    ?show(begin <<_:3, F/float, _:5>> = <<1:3, 2.25/float, 9:5>>, F end),
    ?show(begin <<_:3, F:32/float-little, _:5>> = <<1:3, 2.25:32/float-little, 9:5>>, F end),
    ?show(begin <<F:32/float>> = <<0.1:32/float>>, F end),
    ?show(begin <<F:16/float>> = <<0.1:16/float>>, F end),
    ?show(begin S = id(64), <<F:S/float>> = <<-0.0:S/float>>, F end),
    ?show(<<1.0:(id(33))/float>>),
    ?show(case <<1:48>> of <<F:(48 + 0)/float>> -> F; _ -> no end),
    ?show(<<(id(a))/float>>),
    ?show(<<1.0:4/float-unit:16>> =:= <<1.0/float>>),
    ok.
