%% Strings with one character of interest at every place of the first few words, escaped, resolved, cut off and broken.
-module(json_string_places).
-export([main/0]).

main() ->
    Chars = [0, $\n, 31, $\s, $!, $", $#, $/, $[, $\\, $], $~, 127, 128, 16#7FF, 16#800, 16#FFFF, 16#10000],
    [io:format("~p ~0p ~0p~n", [C, text(7, C), wrong(C)]) || C <- Chars],
    [io:format("~p ~0p~n", [Byte, lists:usort([broken(N, After, Byte) || N <- lists:seq(0, 16), After <- [0, 3, 9]])])
     || Byte <- [0, 31, 16#80, 16#C3, 16#E2, 16#F0, 16#FF]],
    Text = iolist_to_binary(json:encode(<<"seven b\"ytes and \\ more ☃ of it\n"/utf8>>)),
    io:format("~0p~n", [lists:usort([pieces(Text, Cut) || Cut <- lists:seq(1, byte_size(Text) - 1)])]).

text(N, C) -> iolist_to_binary(json:encode(value(N, C, 3))).

value(Before, C, After) ->
    unicode:characters_to_binary([lists:duplicate(Before, $a), C, lists:duplicate(After, $b)]).

%% Places where a string is not what it should be: none.
wrong(C) ->
    Escaped = iolist_to_binary(tl(lists:droplast(binary_to_list(iolist_to_binary(json:encode(value(0, C, 0))))))),
    All = iolist_to_binary(tl(lists:droplast(binary_to_list(iolist_to_binary(json:encode_binary_escape_all(value(0, C, 0))))))),
    [{N, After} || N <- lists:seq(0, 16), After <- [0, 1, 6, 7, 13, 14],
        not right(value(N, C, After), binary:copy(<<"a">>, N), binary:copy(<<"b">>, After), Escaped, All)].

right(Value, Before, After, Escaped, All) ->
    Text = iolist_to_binary(json:encode(Value)),
    Ascii = iolist_to_binary(json:encode_binary_escape_all(Value)),
    Text =:= <<$", Before/binary, Escaped/binary, After/binary, $">> andalso
        Ascii =:= <<$", Before/binary, All/binary, After/binary, $">> andalso
        json:decode(Text) =:= Value andalso json:decode(Ascii) =:= Value andalso
        json:decode(<<"{", Text/binary, ":1}">>) =:= #{Value => 1} andalso
        json:decode(iolist_to_binary(["[", Text, " , ", Ascii, "]"])) =:= [Value, Value].

broken(Before, After, Byte) ->
    Bin = <<(binary:copy(<<"a">>, Before))/binary, Byte, (binary:copy(<<"b">>, After))/binary>>,
    {reason(fun() -> json:decode(<<$", Bin/binary, $">>) end),
     reason(fun() -> iolist_to_binary(json:encode(Bin)) =:= <<$", Bin/binary, $">> end),
     reason(fun() -> json:encode_binary_escape_all(Bin), ok end)}.

reason(Fun) ->
    try Fun() of
        Value -> Value
    catch error:Reason -> Reason
    end.

pieces(Text, Cut) ->
    <<First:Cut/binary, Second/binary>> = Text,
    {continue, State} = json:decode_start(First, acc, #{}),
    json:decode_continue(Second, State).
