%% Binaries taken apart by recursion, from the front, with rests, restarts and several clauses.
-module(bits_tail_patterns).
-export([main/0]).
-include("../lang.hrl").

words(B) -> words(B, <<>>, []).
words(<<>>, <<>>, Acc) -> lists:reverse(Acc);
words(<<>>, W, Acc) -> lists:reverse([W | Acc]);
words(<<$\s, R/binary>>, <<>>, Acc) -> words(R, <<>>, Acc);
words(<<$\s, R/binary>>, W, Acc) -> words(R, <<>>, [W | Acc]);
words(<<C, R/binary>>, W, Acc) -> words(R, <<W/binary, C>>, Acc).

until(<<"\r\n", R/binary>>, Acc) -> {Acc, R};
until(<<C, R/binary>>, Acc) -> until(R, <<Acc/binary, C>>);
until(<<>>, Acc) -> {Acc, end_of_input}.

varint(B) -> varint(B, 0, 0).
varint(<<1:1, V:7, R/binary>>, Shift, Acc) -> varint(R, Shift + 7, Acc bor (V bsl Shift));
varint(<<0:1, V:7, R/binary>>, Shift, Acc) -> {Acc bor (V bsl Shift), R};
varint(<<>>, _, _) -> incomplete.

whole(<<A, R/binary>> = All) when byte_size(All) > byte_size(R) -> {A, All, R};
whole(All) -> All.
last(<<X>>) -> X;
last(<<_, R/binary>>) -> last(R).
pairs(<<A:4, B:4, R/bits>>) -> [{A, B} | pairs(R)];
pairs(<<R/bits>>) -> R.
both(<<A, As/binary>>, <<B, Bs/binary>>) -> [{A, B} | both(As, Bs)];
both(A, B) -> {A, B}.
count(<<"ab", R/binary>>, N) -> count(R, N + 1);
count(<<_, R/binary>>, N) -> count(R, N);
count(<<>>, N) -> N.

main() ->
    ?show(words(<<"  the quick  brown fox ">>)),
    ?show(until(<<"GET / HTTP\r\nHost">>, <<>>)),
    ?show(until(<<"no end\r">>, <<>>)),
    ?show([varint(B) || B <- [<<1>>, <<16#ac, 2>>, <<255, 255, 1, 9>>, <<128>>, <<>>]]),
    ?show([whole(B) || B <- [<<"abc">>, <<>>, <<1:3>>]]),
    ?show(last(<<1, 2, 3>>)),
    ?show(last(<<>>)),
    ?show(pairs(<<16#12, 16#34, 5:3>>)),
    ?show(both(<<"abc">>, <<"xy">>)),
    ?show(count(binary:copy(<<"xabab">>, 100), 0)),
    ?show(byte_size(lists:foldl(fun(I, B) -> <<B/binary, I:16>> end, <<>>, lists:seq(1, 1000)))),
    ok.
