%% A scanner for a C-like language over binaries, with positions, escapes and comments.
-module(tokenizer_binary).
-export([main/0]).
-record(t, {type, value, line, col}).
-include("../lang.hrl").

scan(B) -> scan(B, 1, 1, []).
scan(<<>>, _, _, Acc) -> lists:reverse(Acc);
scan(<<$\n, R/binary>>, L, _, Acc) -> scan(R, L + 1, 1, Acc);
scan(<<C, R/binary>>, L, K, Acc) when C =:= $\s; C =:= $\t -> scan(R, L, K + 1, Acc);
scan(<<"//", R/binary>>, L, K, Acc) -> {_, R1} = line(R, 0), scan(R1, L, K, Acc);
scan(<<"/*", R/binary>>, L, K, Acc) -> {R1, L1, K1} = comment(R, L, K + 2), scan(R1, L1, K1, Acc);
scan(<<$", R/binary>>, L, K, Acc) -> {S, R1} = string(R, <<>>, L), scan(R1, L, K + byte_size(R) - byte_size(R1) + 1, [#t{type = string, value = S, line = L, col = K} | Acc]);
scan(<<"0x", R/binary>>, L, K, Acc) -> {D, R1} = while(R, fun is_hex/1), scan(R1, L, K + 2 + byte_size(D), [#t{type = int, value = binary_to_integer(D, 16), line = L, col = K} | Acc]);
scan(<<C, _/binary>> = B, L, K, Acc) when C >= $0, C =< $9 ->
    {D, R} = while(B, fun(X) -> X >= $0 andalso X =< $9 orelse X =:= $. end),
    T = case binary:match(D, <<".">>) of nomatch -> #t{type = int, value = binary_to_integer(D)}; _ -> #t{type = float, value = binary_to_float(D)} end,
    scan(R, L, K + byte_size(D), [T#t{line = L, col = K} | Acc]);
scan(<<C, _/binary>> = B, L, K, Acc) when C >= $a, C =< $z; C =:= $_ ->
    {W, R} = while(B, fun(X) -> X >= $a andalso X =< $z orelse X =:= $_ orelse X >= $0 andalso X =< $9 end),
    Type = case lists:member(W, [~"if", ~"else", ~"while", ~"return"]) of true -> keyword; false -> name end,
    scan(R, L, K + byte_size(W), [#t{type = Type, value = binary_to_atom(W), line = L, col = K} | Acc]);
scan(<<Op:2/binary, R/binary>>, L, K, Acc) when Op =:= ~"=="; Op =:= ~"<="; Op =:= ~"&&"; Op =:= ~"->" -> scan(R, L, K + 2, [#t{type = op, value = Op, line = L, col = K} | Acc]);
scan(<<C, R/binary>>, L, K, Acc) ->
    case binary:match(<<"+-*/=<>(){};,!">>, <<C>>) of
        nomatch -> throw({bad_character, L, K, <<C>>});
        _ -> scan(R, L, K + 1, [#t{type = op, value = <<C>>, line = L, col = K} | Acc])
    end.
while(B, P) -> while(B, P, 0).
while(B, P, N) -> case B of <<_:N/binary, C, _/binary>> -> case P(C) of true -> while(B, P, N + 1); false -> split_binary(B, N) end; _ -> {B, <<>>} end.
is_hex(C) -> C >= $0 andalso C =< $9 orelse C >= $a andalso C =< $f.
line(B, N) -> case B of <<_:N/binary, $\n, _/binary>> -> split_binary(B, N); <<_:N/binary>> -> {B, <<>>}; _ -> line(B, N + 1) end.
comment(<<"*/", R/binary>>, L, K) -> {R, L, K + 2};
comment(<<$\n, R/binary>>, L, _) -> comment(R, L + 1, 1);
comment(<<_, R/binary>>, L, K) -> comment(R, L, K + 1);
comment(<<>>, L, K) -> throw({unclosed_comment, L, K}).
string(<<$", R/binary>>, Acc, _) -> {Acc, R};
string(<<"\\n", R/binary>>, Acc, L) -> string(R, <<Acc/binary, $\n>>, L);
string(<<$\\, C, R/binary>>, Acc, L) -> string(R, <<Acc/binary, C>>, L);
string(<<C/utf8, R/binary>>, Acc, L) when C =/= $\n -> string(R, <<Acc/binary, C/utf8>>, L);
string(_, _, L) -> throw({unclosed_string, L}).
main() ->
    [io:format("~tp~n", [[{T#t.type, T#t.value, T#t.line, T#t.col} || T <- try scan(unicode:characters_to_binary(S)) catch throw:W -> [#t{type = error, value = W}] end]]) || S <-
        ["x = 1;", "if (a_1 <= 0xff) {\n  return \"h\\n\\\"i\"; // no\n}", "/* c\n c */ y -> 2.5", "a && !b == c", "\"å\" z", "x $ y", "\"open\n", "/* open", "", "while(1)x=x+1;"]],
    ok.
