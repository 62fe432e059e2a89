%% The protocol's framing, a piece at a time. A frame is a line, ended by CR LF or LF, of words between blanks; words in double
%% quotes may hold blanks and the escapes \" \\ \n \r \t \xHH. A line that ends in a word {N} is followed by N bytes of data
%% and a line end. What is fed may be cut anywhere.
-module(lines_codec).
-export([new/0, new/1, feed/2, encode/1, encode_word/1]).

-export_type([codec/0, frame/0]).

-type frame() :: {line, [binary()]} | {line, [binary()], Data :: binary()} | {bad, Why :: atom()}.
-record(codec, {buffer = <<>> :: binary(),
                state = line :: line | {data, [binary()], non_neg_integer()} | skip,
                max_line :: pos_integer(), max_data :: pos_integer()}).
-opaque codec() :: #codec{}.

new() -> new(#{}).

-spec new(#{max_line => pos_integer(), max_data => pos_integer()}) -> codec().
new(Options) -> #codec{max_line = maps:get(max_line, Options, 1024), max_data = maps:get(max_data, Options, 65536)}.

-doc "Takes bytes in: the frames that are complete now, and the codec for what follows.".
-spec feed(binary(), codec()) -> {[frame()], codec()}.
feed(Bytes, #codec{buffer = Buffer} = Codec) -> frames(Codec#codec{buffer = <<Buffer/binary, Bytes/binary>>}, []).

frames(Codec, Acc) ->
    case frame(Codec) of
        {again, Codec1} -> frames(Codec1, Acc);
        {Frame, Codec1} -> frames(Codec1, [Frame | Acc]);
        #codec{} = Codec1 -> {lists:reverse(Acc), Codec1}
    end.

frame(#codec{state = line, buffer = Buffer, max_line = Max} = C) ->
    case binary:split(Buffer, <<"\n">>) of
        [Line, Rest] when byte_size(Line) =< Max -> line(words(strip_cr(Line)), C#codec{buffer = Rest});
        [_, Rest] -> {{bad, line_too_long}, C#codec{buffer = Rest}};
        [Start] when byte_size(Start) =< Max -> C;
        [_] -> {{bad, line_too_long}, C#codec{buffer = <<>>, state = skip}}
    end;
frame(#codec{state = skip, buffer = Buffer} = C) ->
    %% the rest of a line that was too long
    case binary:split(Buffer, <<"\n">>) of
        [_, Rest] -> {again, C#codec{buffer = Rest, state = line}};
        [_] -> C#codec{buffer = <<>>}
    end;
frame(#codec{state = {data, Words, Size}, buffer = Buffer} = C) ->
    case Buffer of
        <<Data:Size/binary, "\r\n", Rest/binary>> -> {{line, Words, Data}, C#codec{buffer = Rest, state = line}};
        <<Data:Size/binary, "\n", Rest/binary>> -> {{line, Words, Data}, C#codec{buffer = Rest, state = line}};
        <<_:Size/binary, "\r">> -> C;
        <<_:Size/binary, _, _/binary>> -> {{bad, data_too_long}, C#codec{state = skip}};
        _ -> C
    end.

line({ok, []}, C) -> {again, C};
line({ok, Words}, #codec{max_data = Max} = C) ->
    case announced(lists:last(Words)) of
        none -> {{line, [W || {_, W} <- Words]}, C};
        Size when Size > Max -> {{bad, data_too_long}, C};
        Size -> {again, C#codec{state = {data, [W || {_, W} <- lists:droplast(Words)], Size}}}
    end;
line({error, Why}, C) -> {{bad, Why}, C}.

%% {N} only counts when it is not in quotes.
announced({plain, <<"{", Rest/binary>>}) ->
    Length = byte_size(Rest) - 1,
    case Rest of
        <<Digits:Length/binary, "}">> when Length > 0, Length < 10 ->
            case lists:all(fun(D) -> D >= $0 andalso D =< $9 end, binary_to_list(Digits)) of
                true -> binary_to_integer(Digits);
                false -> none
            end;
        _ -> none
    end;
announced(_) -> none.

strip_cr(Line) ->
    Length = byte_size(Line) - 1,
    case Line of
        <<Start:Length/binary, "\r">> -> Start;
        _ -> Line
    end.

words(Line) ->
    try {ok, blank(Line)}
    catch
        throw:Why -> {error, Why}
    end.

blank(<<C, Rest/binary>>) when C =:= $\s; C =:= $\t -> blank(Rest);
blank(<<>>) -> [];
blank(<<$", Rest/binary>>) -> quoted(Rest, <<>>);
blank(Rest) -> plain(Rest, <<>>).

plain(<<C, _/binary>> = Rest, Acc) when C =:= $\s; C =:= $\t -> [{plain, Acc} | blank(Rest)];
plain(<<>>, Acc) -> [{plain, Acc}];
plain(<<C, _/binary>>, _) when C =:= $"; C < 32; C =:= 127 -> throw(bad_character);
plain(<<C, Rest/binary>>, Acc) -> plain(Rest, <<Acc/binary, C>>).

quoted(<<$", Rest/binary>>, Acc) ->
    case Rest of
        <<C, _/binary>> when C =/= $\s, C =/= $\t -> throw(bad_quote);
        _ -> [{quoted, Acc} | blank(Rest)]
    end;
quoted(<<$\\, $x, A, B, Rest/binary>>, Acc) -> quoted(Rest, <<Acc/binary, (hex(A) * 16 + hex(B))>>);
quoted(<<$\\, C, Rest/binary>>, Acc) -> quoted(Rest, <<Acc/binary, (escape(C))>>);
quoted(<<C, Rest/binary>>, Acc) -> quoted(Rest, <<Acc/binary, C>>);
quoted(<<>>, _) -> throw(open_quote).

escape($n) -> $\n;
escape($r) -> $\r;
escape($t) -> $\t;
escape(C) when C =:= $"; C =:= $\\ -> C;
escape(_) -> throw(bad_escape).

hex(C) when C >= $0, C =< $9 -> C - $0;
hex(C) when C >= $a, C =< $f -> C - $a + 10;
hex(C) when C >= $A, C =< $F -> C - $A + 10;
hex(_) -> throw(bad_escape).

-doc "A frame as bytes that give it back.".
-spec encode({line, [binary()]} | {line, [binary()], binary()}) -> iolist().
encode({line, Words}) -> [lists:join(" ", [encode_word(W) || W <- Words]), "\r\n"];
encode({line, Words, Data}) ->
    [[[encode_word(W), " "] || W <- Words], io_lib:format("{~w}\r\n", [byte_size(Data)]), Data, "\r\n"].

-doc "A word, in quotes where it must be.".
encode_word(Word) ->
    case Word =/= <<>> andalso not is_special(Word) of
        true -> Word;
        false -> [$", [escaped(C) || <<C>> <= Word], $"]
    end.

is_special(<<"{", _/binary>>) -> true;
is_special(Word) -> lists:any(fun(C) -> C =< 32 orelse C =:= 127 orelse C =:= $" orelse C =:= $\\ end, binary_to_list(Word)).

escaped($\n) -> "\\n";
escaped($\r) -> "\\r";
escaped($\t) -> "\\t";
escaped(C) when C =:= $"; C =:= $\\ -> [$\\, C];
escaped(C) when C < 32; C =:= 127 -> io_lib:format("\\x~2.16.0b", [C]);
escaped(C) -> C.
