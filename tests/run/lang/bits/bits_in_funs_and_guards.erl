%% Matching in funs, guards on what was matched, aliases of binaries, matches in the middle of expressions.
-module(bits_in_funs_and_guards).
-export([main/0]).
-include("../lang.hrl").

len(<<B/binary>>) when byte_size(B) > 3 -> long;
len(<<_/binary>>) -> short;
len(<<B/bits>>) when bit_size(B) rem 8 =/= 0 -> {broken, bit_size(B)};
len(_) -> none.
alias(<<H, T/binary>> = B) -> {H, T, B}.
equal(<<A, B, _/bits>>) when A =:= B -> same;
equal(<<A, A, _/bits>>) -> never;
equal(<<A, _/bits>>) -> A.
repeated(<<X:8, X:8, _/bits>>) -> {repeated, X};
repeated(<<X:4, X:4>>) -> {nibbles, X};
repeated(_) -> no.

main() ->
    ?show([len(X) || X <- [<<>>, <<"abc">>, <<"abcd">>, <<1:9>>, "abc"]]),
    ?show(alias(<<"xyz">>)),
    ?show([equal(X) || X <- [<<1, 1>>, <<1, 2>>, <<3>>]]),
    ?show([repeated(X) || X <- [<<5, 5>>, <<16#33>>, <<5, 6>>, <<16#34>>]]),
    F = fun(<<N:16, R/binary>>) when N > 256 -> {big, N, R}; (<<N, _/bits>>) -> {small, N}; (X) -> X end,
    ?show([F(X) || X <- [<<1, 1, 2>>, <<0, 255>>, <<7>>, <<>>, q]]),
    ?show(begin <<A, B>> = <<1, 2>>, A + B end),
    {<<X1, _/bits>>, <<_, X2, _/bits>>} = id({<<"ab">>, <<"cd">>}),
    ?show([X1, X2]),
    ?show((<<_:16>> = <<1, 2>>) =:= <<1, 2>>),
    ?show(if <<1>> =:= <<1:8>> -> yes; true -> no end),
    ?show([B2 || <<1, B2/binary>> <- [<<1, "a">>, <<2, "b">>, <<1>>, x, <<1:1>>]]),
    K = 3,
    ?show([V || <<I:K, V:(8 - K)>> <- [<<100>>, <<200>>, <<1, 2>>], I > 1]),
    G = fun(Bin) -> fun(<<P, Rest/binary>>) -> {Bin, P, Rest} end end,
    ?show((G(<<"outer">>))(<<"inner">>)),
    ?show(begin <<Y:2/binary>> = id(<<"abc">>), Y end),
    ?show(begin <<_:17>> = id(<<1, 2>>) end),
    ok.
