-module(lang_bits_match).
-export([main/0]).
t(F) -> try F() of V -> V catch C:R -> {C, R} end.
id(X) -> X.
f1(<<1:64/float>>) -> int; f1(<<_:64/float>>) -> float; f1(<<_:64>>) -> nan; f1(_) -> no.
f2(<<-1:8>>) -> unsigned; f2(<<256:8>>) -> big; f2(<<-1:8/signed>>) -> signed; f2(_) -> none.
f3(<<"é"/utf8, T/binary>>) -> {e, T}; f3(<<$a/utf16, _/bits>>) -> u16; f3(<<C/utf8, _/binary>>) -> C; f3(_) -> no.
f4(<<X:0, T/bits>>) -> {X, T}.
f5(<<N, B:N/binary, C:(N + 1)/binary, R/binary>>) -> {B, C, R};
f5(<<N, _/binary>>) -> {short, N};
f5(_) -> no.
f6(<<N:8/signed, B:N/binary, _/binary>>) -> B; f6(_) -> no.
f7(<<A:4, B:4/bits, C/bits>>) -> {A, B, C}; f7(X) -> X.
f8(<<"GET ", P/binary>>) -> {get, P};
f8(<<"PUT ", P/binary>>) -> {put, P};
f8(<<"POST ", P/binary>>) -> {post, P};
f8(<<M:3/binary, " ", P/binary>>) -> {other, M, P};
f8(<<>>) -> empty;
f8(_) -> bad.
f9(<<0:1, X:7>>) -> {zero, X};
f9(<<1:1, X:7>>) -> {one, X};
f9(<<2:2, X:6, Y>>) -> {two, X, Y};
f9(<<3:2, X:6, Y>>) -> {three, X, Y};
f9(<<X:3/unit:8>>) -> {u, X};
f9(<<X:32/little-signed>>) -> {l, X};
f9(_) -> other.
f10(<<X:16/big, Y:16/little, Z:16/native, _/binary>>) -> {X, Y, Z =:= X orelse Z =:= Y}.
f11(<<X:2/binary-unit:4, Y/binary-unit:16>>) -> {X, Y}; f11(_) -> no.
f12(<<A, A, _/binary>>) -> {same, A}; f12(<<A, B, _/binary>>) -> {A, B}; f12(_) -> no.
f13(<<X/utf16, Y/utf16-little, Z/utf32, R/bits>>) -> {X, Y, Z, R}; f13(_) -> no.
f14(B) when bit_size(B) rem 8 =/= 0 -> bits; f14(<<_:8, R/bits>>) -> {byte, R}; f14(<<>>) -> empty.
f15(B, Size) -> case B of <<X:Size, _/bits>> -> X; _ -> none end.
f16(B, V) -> case B of <<V, R/binary>> -> R; <<_, V, R/binary>> -> {second, R}; _ -> none end.
f17(<<_:8, T/binary>>) -> 1 + f17(T); f17(<<>>) -> 0.
f18(<<H, T/binary>>, Acc) when H > 5 -> f18(T, [H | Acc]); f18(<<_, T/binary>>, Acc) -> f18(T, Acc); f18(<<>>, Acc) -> Acc.
f19(<<L:16, D:L/binary, "\r\n", R/binary>>) -> {D, R}; f19(<<L:16, D:L/binary, R/binary>>) -> {nocrlf, D, R}; f19(_) -> more.
f20({<<X>>, [<<Y, _/binary>> | _]}) -> X + Y; f20(_) -> no.
f21(<<X:8/float>>) -> X; f21(<<X:16/float, R/bits>>) -> {X, R}; f21(_) -> no.
f22(<<"ab", X/binary>> = B) -> {B, X}; f22(B = <<_>>) -> {one, B}; f22(_) -> no.
f23(<<X:128, _/bits>>) -> X; f23(<<X:65/signed, _/bits>>) -> X; f23(_) -> no.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([f1(X) || X <- [<<1.0/float>>, <<2.0/float>>, <<16#7ff0000000000000:64>>, <<1>>, 1]]),
    P([f2(X) || X <- [<<255>>, <<0>>]]),
    P([f3(X) || X <- [<<"éx"/utf8>>, <<0, $a, 1>>, <<"€"/utf8>>, <<200>>, <<>>]]),
    P(f4(<<1>>)),
    P([f5(X) || X <- [<<1, 2, 3, 4, 5>>, <<2, 2, 3>>, <<>>, <<0, 9>>]]),
    P([f6(X) || X <- [<<1, 2, 3>>, <<-1, 2, 3>>]]),
    P([f7(X) || X <- [<<16#12, 3>>, <<1:4>>, <<1:7>>]]),
    P([f8(X) || X <- [<<"GET /a">>, <<"PUT x">>, <<"POST y">>, <<"PUX z">>, <<>>, <<"G">>, <<"GET">>, <<"POST">>, abc]]),
    P([f9(X) || X <- [<<1>>, <<129>>, <<2:2, 1:6, 7>>, <<3:2, 1:6, 7>>, <<1, 2, 3>>, <<255, 255, 255, 255>>, <<0:2, 1:14>>]]),
    P(f10(<<1, 2, 1, 2, 1, 2>>)),
    P([f11(X) || X <- [<<1, 2, 3>>, <<1, 2>>, <<1>>, <<1:7>>]]),
    P([f12(X) || X <- [<<1, 1>>, <<1, 2, 3>>, <<1>>]]),
    P(f13(<<"a"/utf16, "b"/utf16-little, "c"/utf32, 5:3>>)),
    P([f14(X) || X <- [<<1:3>>, <<1, 2>>, <<>>]]),
    P([f15(<<16#1234:16>>, X) || X <- [4, 8, 16, 17, 0, -1, a]]),
    P([f16(<<1, 2, 3>>, X) || X <- [1, 2, 3, a, 1.0]]),
    P(f17(<<"hello">>)),
    P(f18(<<1, 9, 3, 7>>, [])),
    P([f19(X) || X <- [<<2:16, "ab\r\ncd">>, <<2:16, "abcd">>, <<9:16, "ab">>]]),
    P([f20(X) || X <- [{<<1>>, [<<2, 3>>]}, {<<1>>, []}, {<<1, 2>>, [<<1>>]}]]),
    P([f21(X) || X <- [<<1>>, <<1.5:16/float, 1:1>>]]),
    P([f22(X) || X <- [<<"abc">>, <<"ab">>, <<"a">>, <<>>]]),
    P([f23(X) || X <- [<<-1:128>>, <<-5:65>>, <<1>>]]),
    P(t(fun() -> <<X:8>> = id(<<1, 2>>), X end)),
    P(t(fun() -> <<X:8, _/binary>> = id(<<1, 2:4>>), X end)),
    P(t(fun() -> f7(id(x)) end)),
    P(t(fun() -> f4(id(x)) end)),
    <<A:4, B:12, C/binary>> = id(<<1, 2, 3, 4>>),
    P({A, B, C}),
    ok.
