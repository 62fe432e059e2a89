%% Matches that must fail: too short, too long, not a binary, wrong constants, wrong alignment.
-module(bits_match_failures).
-export([main/0]).
-include("../lang.hrl").

m(B) ->
    case B of
        <<1, _:16>> -> three;
        <<2, S, _:S/binary>> -> sized;
        <<3, R/binary>> when byte_size(R) rem 2 =:= 0 -> even;
        <<4, X:4, Y:4>> when X > Y -> nibbles;
        <<5, _/utf8>> -> utf;
        <<6, F/float>> when F > 0 -> positive;
        <<7:4, _/binary>> -> misaligned_tail;
        <<7:4, _/bits>> -> any_tail;
        <<>> -> empty;
        <<_>> -> byte;
        <<_:7>> -> seven;
        _ -> none
    end.
main() ->
    ?show([m(B) || B <- [<<1, 2, 3>>, <<1, 2>>, <<1, 2, 3, 4>>, <<2, 1, 9>>, <<2, 2, 9>>, <<2, 0>>, <<2>>, <<3, 1, 2>>, <<3, 1>>, <<3>>]]),
    ?show([m(B) || B <- [<<4, 16#21>>, <<4, 16#12>>, <<5, $x>>, <<5, 255>>, <<5, 195, 165>>, <<5>>, <<6, 1.0/float>>, <<6, -1.0/float>>, <<6, 1>>, <<6, 16#7ff0000000000000:64>>]]),
    ?show([m(B) || B <- [<<7:4, 1, 2>>, <<7:4, 1:3>>, <<16#71>>, <<>>, <<9>>, <<1:7>>, <<1:6>>, a, [], {}, 1, #{}, "str", fun() -> ok end]]),
    ?show([case X of <<A:8, B/bits>> -> {A, B}; _ -> no end || X <- [<<1>>, <<1:7>>, <<1, 2:4>>]]),
    ?show(try <<_:8>> = id(<<1:7>>) catch error:E -> E end),
    ?show(try <<_:8, _:8>> = id(x) catch error:E -> E end),
    ?show((fun(<<_, _/binary>>) -> yes; (_) -> no end)(<<1, 1:1>>)),
    ok.
