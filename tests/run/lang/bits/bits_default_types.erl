%% Defaults: what a segment is without type, size or unit, and what short forms mean.
-module(bits_default_types).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(<<1>>),
    ?show(<<256, -1, 511>>),
    ?show(<<1:4, 2:4>>),
    ?show(<<1/integer>>),
    ?show(<<1/little>>),
    ?show(<<1.0/float>>),
    ?show(<<"x">>),
    ?show(<<"x"/utf16>>),
    ?show(begin <<A>> = <<7>>, A end),
    ?show(begin <<A/integer, B/bits>> = <<7, 1:1>>, {A, B} end),
    ?show(begin <<F/float>> = <<0:64>>, F end),
    ?show(begin <<A/signed>> = <<255>>, A end),
    ?show(begin <<A/bytes>> = <<"ab">>, A end),
    ?show(begin <<A/bitstring>> = <<1:3>>, A end),
    ?show(begin <<A:2/bytes, B/binary>> = <<"abc">>, {A, B} end),
    ?show(begin <<A:3/bits, B:5/bitstring>> = <<1>>, {A, B} end),
    ?show(begin <<A:2/unit:8>> = <<1, 2>>, A end),
    ?show(begin <<A:16/integer-unsigned-big-unit:1>> = <<1, 2>>, A end),
    ?show(begin <<_/binary>> = <<1, 2>>, ok end),
    ?show(begin <<_/binary>> = id(<<1:3>>), ok end),
    ?show(begin <<_/bits>> = id(<<1:3>>), ok end),
    ?show(begin <<>> = id(<<>>), ok end),
    ?show(<<<<1, 2>>/binary>>),
    ?show(<< <<1:4>>/bits, 1:4 >>),
    ?show(<<(1 + 2), (3 * 4):(2 * 8)>>),
    ?show(<<$a, $b>> =:= <<"ab">>),
    ok.
