%% Clauses that read a bitstring otherwise than those before them: each goes on from its own place.
-module(bits_clauses_go_back).
-compile(nowarnings).
-export([main/0]).

a(<<X, X>>) -> {two, X}; a(<<X:4, X:4>>) -> {nibbles, X}; a(<<N, X, X>>) -> {n, N, X}; a(<<X, Y>>) -> {X, Y}.

b(<<X, X>>) -> {two, X}; b(<<X:4, X:4>>) -> {nibbles, X}; b(<<N, X, X>>) when N =/= X -> {n, N, X};
b(<<X, X, X>>) -> {three, X}; b(<<X, Y>>) -> {X, Y}.

c(<<X/utf16, 7, T/bits>>) -> {utf, X, T}; c(<<X, _:16, T/bits>>) -> {bytes, X, T}; c(<<X:12, _/bits>>) -> {some, X}.

d(<<0, T/binary>>) -> {zero, T};
d(<<X/utf16, Y:8/bits, Z:(X band 7)/signed-little, T/bits>>) -> {utf, X, Y, Z, T};
d(<<X, _:16, T/bits>>) -> {bytes, X, T}.

e(<<X:7/signed-little, Y:12/bits, Z/utf8, _/bits>> = All) when X =/= 3 -> {X, Y, Z, All};
e(<<X>>) -> {byte, X}; e(<<_:3, X/bits>>) -> {bits, X}.

%% The rest goes on to the next turn, the whole is kept.
sizes(<<>>, Acc) -> Acc;
sizes(<<_:1, Rest/bits>> = All, Acc) -> sizes(Rest, [bit_size(All) | Acc]).

wholes(<<_:3, Rest/bits>> = All, Acc) -> wholes(Rest, [All | Acc]);
wholes(Rest, Acc) -> [Rest | Acc].

main() ->
    Inputs = [<<>>, <<5>>, <<3:4, 3:4>>, <<16#12>>, <<1, 1>>, <<1, 2>>, <<1, 1, 1>>, <<2, 9, 9>>, <<5, 1, 2>>, <<0, 65, 7, 1>>,
              <<0, 7, 98>>, <<0, 65, 7>>, <<7, 0, 97, 98, 99>>, <<5:7, 9:12, "a", 1:1>>],
    [io:format("~0p~n", [[try F(B) catch error:R -> R end || B <- Inputs]]) || F <- [fun a/1, fun b/1, fun c/1, fun d/1, fun e/1]],
    io:format("~0p ~0p~n", [sizes(<<1:1, 2:2, 3:3>>, []), wholes(<<16#abcd:16>>, [])]).
