%% Sizes that are expressions in patterns: of earlier fields, variables outside, guard functions, and their failures.
-module(bits_sizes_as_expressions).
-export([main/0]).
-include("../lang.hrl").

frame(<<L:8, P:L/binary, R/bits>>) -> {P, R};
frame(<<_/bits>>) -> short.
less(<<L:8, P:(L - 1)/binary, R/bits>>) -> {P, R};
less(_) -> no.
double(<<A:4, B:4, X:(A * B), R/bits>>) -> {X, R};
double(_) -> no.
outer(N, B) -> case B of <<X:N, Y:(N + 1), _/bits>> -> {X, Y}; _ -> no end.
by_term(T, B) -> case B of <<X:(tuple_size(T)), _/bits>> -> X; _ -> no end.
by_map(M, B) -> case B of <<X:(map_get(size, M))/unit:8, _/bits>> -> X; _ -> no end.
conditional(<<F:1, _:7, X:(F * 16)/integer, R/binary>>) -> {F, X, R};
conditional(_) -> no.

main() ->
    ?show([frame(<<3, "abcdef">>), frame(<<0, "x">>), frame(<<9, "x">>), frame(<<>>), frame(<<1:4>>)]),
    ?show([less(<<3, "abcdef">>), less(<<1>>), less(<<0, "abc">>)]),
    ?show([double(<<2:4, 4:4, 7, "rest">>), double(<<0:4, 9:4, 1>>), double(<<15:4, 15:4, 0>>)]),
    ?show([outer(N, <<16#1234:16>>) || N <- [0, 1, 4, 7, 8, -1, a, 1.0, 1 bsl 70]]),
    ?show([by_term(T, <<16#ff>>) || T <- [{}, {a}, {a, b, c}, x, []]]),
    ?show([by_map(M, <<1, 2, 3>>) || M <- [#{size => 1}, #{size => 2}, #{size => 4}, #{}, x]]),
    ?show([conditional(B) || B <- [<<0, 1, 2>>, <<128, 1, 2, 3>>, <<128, 1>>]]),
    Size = 3,
    ?show(begin <<A:Size/binary, B/binary>> = id(<<"abcdef">>), {A, B} end),
    ?show((fun(<<Size, X:Size/binary, _/bits>>) -> {Size, X} end)(<<1, "abc">>)),
    ?show(case id(<<2, 1, 2, 3>>) of <<Size, _/bits>> -> bound; <<S, X:S/binary, _/bits>> -> {S, X} end),
    ?show(begin <<L:8, X:L/unit:8, _/bits>> = <<2, 1, 1, 1>>, X end),
    ?show(begin <<L:16/little, X:(L div 2)/binary-unit:4, _/bits>> = <<4, 0, 255, 1>>, X end),
    ?show(begin <<_:(byte_size(<<"a">>)), X:7>> = <<127>>, X end),
    ok.
