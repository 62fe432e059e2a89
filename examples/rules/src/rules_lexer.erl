%% Conditions as tokens: {Kind, Value, Column}.
-module(rules_lexer).
-export([tokens/1]).

-type token() :: {atom(), term(), pos_integer()}.
-export_type([token/0]).

-define(is_digit(C), C >= $0, C =< $9).
-define(is_letter(C), (C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z orelse C =:= $_)).

-spec tokens(binary()) -> {ok, [token()]} | {error, {pos_integer(), string()}}.
tokens(Text) ->
    try {ok, scan(Text, 1)}
    catch
        throw:{lexical, Column, Why} -> {error, {Column, Why}}
    end.

scan(<<>>, Col) -> [{'end', 'end', Col}];
scan(<<C, Rest/binary>>, Col) when C =:= $\s; C =:= $\t; C =:= $\n -> scan(Rest, Col + 1);
scan(<<"==", Rest/binary>>, Col) -> [{compare, eq, Col} | scan(Rest, Col + 2)];
scan(<<"!=", Rest/binary>>, Col) -> [{compare, ne, Col} | scan(Rest, Col + 2)];
scan(<<"<=", Rest/binary>>, Col) -> [{compare, le, Col} | scan(Rest, Col + 2)];
scan(<<">=", Rest/binary>>, Col) -> [{compare, ge, Col} | scan(Rest, Col + 2)];
scan(<<"<", Rest/binary>>, Col) -> [{compare, lt, Col} | scan(Rest, Col + 1)];
scan(<<">", Rest/binary>>, Col) -> [{compare, gt, Col} | scan(Rest, Col + 1)];
scan(<<C, Rest/binary>>, Col) when C =:= $+; C =:= $- -> [{sum, list_to_atom([C]), Col} | scan(Rest, Col + 1)];
scan(<<C, Rest/binary>>, Col) when C =:= $*; C =:= $/ -> [{product, list_to_atom([C]), Col} | scan(Rest, Col + 1)];
scan(<<C, Rest/binary>>, Col) when C =:= $(; C =:= $); C =:= $,; C =:= $[; C =:= $] ->
    [{list_to_atom([C]), C, Col} | scan(Rest, Col + 1)];
scan(<<$", Rest/binary>>, Col) -> string(Rest, Col, Col + 1, []);
scan(<<C, _/binary>> = Text, Col) when ?is_digit(C) -> number(Text, Col);
scan(<<C, _/binary>> = Text, Col) when ?is_letter(C) -> word(Text, Col, <<>>);
scan(<<C/utf8, _/binary>>, Col) -> throw({lexical, Col, io_lib:format("unexpected character ~ts", [[C]])}).

string(<<$", Rest/binary>>, Start, Col, Acc) ->
    [{literal, unicode:characters_to_binary(lists:reverse(Acc)), Start} | scan(Rest, Col + 1)];
string(<<$\\, C, Rest/binary>>, Start, Col, Acc) when C =:= $"; C =:= $\\ -> string(Rest, Start, Col + 2, [C | Acc]);
string(<<C/utf8, Rest/binary>>, Start, Col, Acc) -> string(Rest, Start, Col + 1, [C | Acc]);
string(_, Start, _, _) -> throw({lexical, Start, "string without an end"}).

number(Text, Col) ->
    {match, [{0, Length}]} = re:run(Text, "^[0-9]+(\\.[0-9]+)?", [{capture, first, index}]),
    <<Digits:Length/binary, Rest/binary>> = Text,
    Value = case binary:match(Digits, <<".">>) of
        nomatch -> binary_to_integer(Digits);
        _ -> binary_to_float(Digits)
    end,
    [{literal, Value, Col} | scan(Rest, Col + Length)].

word(<<C, Rest/binary>>, Start, Acc) when ?is_letter(C); ?is_digit(C); C =:= $. -> word(Rest, Start, <<Acc/binary, C>>);
word(Rest, Start, Word) -> [keyword(Word, Start) | scan(Rest, Start + byte_size(Word))].

keyword(<<"and">>, Col) -> {'and', 'and', Col};
keyword(<<"or">>, Col) -> {'or', 'or', Col};
keyword(<<"not">>, Col) -> {'not', 'not', Col};
keyword(<<"in">>, Col) -> {in, in, Col};
keyword(<<"true">>, Col) -> {literal, true, Col};
keyword(<<"false">>, Col) -> {literal, false, Col};
keyword(<<"null">>, Col) -> {literal, null, Col};
keyword(Word, Col) -> {name, Word, Col}.
