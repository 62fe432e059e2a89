%% Constants in patterns and constructions: strings of every type, zero-size, negative, wide, repeated.
-module(bits_literals).
-export([main/0]).
-include("../lang.hrl").

m(<<"GET ", R/binary>>) -> {get, R};
m(<<"POST ", R/binary>>) -> {post, R};
m(<<"G", R/binary>>) -> {g, R};
m(<<16#cafe:16, R/binary>>) -> {cafe, R};
m(<<-1:8, R/bits>>) -> {minus_one, R};
m(<<-1:8/signed, R/bits>>) -> {signed, R};
m(<<1.5/float, R/bits>>) -> {float, R};
m(<<300:8, R/bits>>) -> {cut, R};
m(<<5:3, R/bits>>) -> {five, R};
m(<<>>) -> empty;
m(<<_:1, _/bits>>) -> some.

main() ->
    ?show([m(B) || B <- [<<"GET /x">>, <<"POST /">>, <<"GE">>, <<16#cafe:16, 1>>, <<255, 9>>, <<1.5/float, 1:1>>, <<44, 1>>, <<5:3>>, <<>>, <<1:1>>]]),
    ?show(<<"abc":16>>),
    ?show(<<"ab":32/little>>),
    ?show(<<""/utf16>>),
    ?show(<<1, 2, 300, -1>>),
    ?show(<<$a, "bc", 16#64>>),
    ?show(<<0:100>>),
    ?show(bit_size(<<0:100000>>)),
    ?show(<<1:1, 0:1, 1:1, 1:5>>),
    ?show(<<(-1):128>>),
    ?show(case <<1:256>> of <<1:256>> -> same; _ -> differs end),
    ?show(case id(<<0, 1>>) of <<0:16>> -> zero; <<1:16>> -> one end),
    ?show(<< <<1>>/binary, (<<"x">>)/binary >>),
    ok.
