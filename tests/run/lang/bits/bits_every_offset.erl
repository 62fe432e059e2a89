%% Building and matching at every unaligned offset with sizes that are expressions: every type, signed and little, sizes 1 to 70.
-module(bits_every_offset).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([O || O <- offsets(), not ints(O)]),
    ?show([{O, check(O)} || O <- [0, 3, 7, 9]]),
    ?show(erlang:phash2([build(O, S) || O <- offsets(), S <- [1, 7, 8, 9, 31, 33, 63, 64, 65, 70]])),
    ?show([floats(O) || O <- offsets()]),
    ?show([subs(O, N) || O <- [1, 4, 7], N <- [0, 1, 2]]),
    ?show([utf(O) || O <- offsets()]),
    ?show([begin <<_:O, A:(O + 1), B:(A band 7 + 1), C/bits>> = <<16#5a5a5a5a5a:40>>, {A, B, bit_size(C)} end || O <- offsets()]),
    ?show([begin <<_:O, A:(O + 1)/signed-little, B:(A band 15)/bits, C/bits>> = <<16#c3c3c3c3c3:40>>, {A, B, bit_size(C)} end || O <- offsets()]),
    ?show([case <<1, 2, 3>> of <<_:O, X:(O - 3)/binary, _/bits>> -> X; _ -> no end || O <- offsets()]),
    ?show([case <<1, 2, 3, 4>> of <<_:O/unit:2, X:(O bsr 1)/binary-unit:4, R/bits>> -> {X, R}; _ -> no end || O <- offsets()]),
    ?show([walk(<<16#123456789abcdef0:64>>, O, []) || O <- [1, 3, 5, 7, 11]]).

offsets() -> lists:seq(0, 8).

ints(O) ->
    lists:all(fun(S) ->
        Max = 1 bsl S,
        lists:all(fun(V) ->
            B = <<-1:O, V:S, V:S/little, V:S/signed, V:S/signed-little, 5:3>>,
            <<_:O, U:S, UL:S/little, I:S/signed, IL:S/signed-little, 5:3>> = B,
            U =:= V band (Max - 1) andalso UL =:= U andalso I =:= IL andalso (I - V) rem Max =:= 0 andalso I < Max div 2 + (S div 1000) andalso I >= -(Max div 2)
        end, [0, 1, -1, Max - 1, Max div 2, Max div 3, -(Max div 2), 16#123456789abcdef01])
    end, lists:seq(1, 70)).

check(O) -> <<_:O, A:5, B:13/little, C:20/signed-little, _/bits>> = <<16#fedcba98765432:56>>, {A, B, C}.
build(O, S) -> <<0:O, 16#a5a5a5a5a5a5a5a5a5:S, 16#a5a5a5a5a5a5a5a5a5:S/little, 1:1>>.
floats(O) -> <<_:O, A/float, B:32/float-little, C:16/float, _/bits>> = <<0:O, 1.25/float, -3.5:32/float-little, 0.5:16/float, 1:2>>, {A, B, C}.
subs(O, N) -> <<_:O, A:N/binary, B:(N * 3)/bits, C/bits>> = <<0:O, "abcd">>, {A, B, byte_size(A), C}.
utf(O) -> <<_:O, A/utf8, B/utf16, C/utf32-little, R/bits>> = <<7:O, $å/utf8, 16#10000/utf16, $z/utf32-little, 2:2>>, [A, B, C, R].
walk(B, S, Acc) -> case B of <<X:S, R/bits>> -> walk(R, S, [X | Acc]); <<R/bits>> -> {lists:reverse(Acc), R} end.
