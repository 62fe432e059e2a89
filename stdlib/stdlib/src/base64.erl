%% Base 64 text, standard and URL-safe. Three bytes are four characters; plain text is
%% worked on by natives (purlin_ascii), what has white space, padding or errors in it goes through a function of the character.
-module(base64).
-moduledoc "Base 64 encoding and decoding.".

-export([decode/1, decode/2, decode_to_string/1, decode_to_string/2, encode/1, encode/2,
         encode_to_string/1, encode_to_string/2, format_error/2, mime_decode/1, mime_decode/2,
         mime_decode_to_string/1, mime_decode_to_string/2]).

-export_type([base64_alphabet/0]).

-type base64_alphabet() :: $A..$Z | $a..$z | $0..$9 | $+ | $/ | $- | $_ | $=.
-type options() :: #{padding => boolean(), mode => standard | urlsafe}.

-define(INFO, [{error_info, #{module => ?MODULE}}]).

%% ---- encoding

-doc "Encodes as a binary.".
encode(Data) -> encode(Data, #{}).

-doc "Encodes as a binary; options are mode and padding.".
-spec encode(iodata(), options()) -> binary().
encode(Data, Options) when is_binary(Data), is_map(Options) ->
    purlin_ascii:encode64(Data, mode(Options) =:= urlsafe, padding(Options));
encode(Data, Options) when is_list(Data) ->
    encode(bytes(Data), Options).

bytes(Data) ->
    try list_to_binary([byte(Byte + 0) || Byte <- Data])
    catch error:{bad_generator, _} -> error(function_clause, [Data])
    end.

%% One more than a byte can be is let through as 0, as OTP does.
byte(Byte) when Byte >= 0, Byte =< 256 -> Byte band 255;
byte(_) -> error(badarg).

-doc "Encodes as a list.".
encode_to_string(Data) -> encode_to_string(Data, #{}).

-doc "Encodes as a list; options are mode and padding.".
encode_to_string(Data, Options) -> binary_to_list(encode(Data, Options)).

padding(#{padding := false}) -> false;
padding(#{}) -> true.

mode(#{mode := urlsafe}) -> urlsafe;
mode(#{}) -> standard.

%% ---- decoding

-doc "Decodes to a binary; white space is left out.".
decode(Text) -> decode(Text, #{}).

-doc "Decodes to a binary; options are mode and padding.".
-spec decode(binary() | [base64_alphabet()], options()) -> binary().
decode(Text, Options) ->
    decode_checked(text(Text), mode(Options), padding(Options)).

-doc "Decodes to a list.".
decode_to_string(Text) -> decode_to_string(Text, #{}).

-doc "Decodes to a list; options are mode and padding.".
decode_to_string(Text, Options) -> binary_to_list(decode(Text, Options)).

-doc "Decodes to a binary; what is not in the alphabet is left out.".
mime_decode(Text) -> mime_decode(Text, #{}).

-doc "Decodes to a binary, leaving out what is not in the alphabet.".
mime_decode(Text, Options) ->
    decode_lenient(lenient_text(Text), mode(Options), padding(Options)).

-doc "Decodes to a list, leaving out what is not in the alphabet.".
mime_decode_to_string(Text) -> mime_decode_to_string(Text, #{}).

-doc "Decodes to a list, leaving out what is not in the alphabet.".
mime_decode_to_string(Text, Options) -> binary_to_list(mime_decode(Text, Options)).

text(Text) when is_binary(Text) -> Text;
text(Text) when is_list(Text) ->
    try list_to_binary([C + 0 || C <- Text])
    catch error:badarg -> error(function_clause, [Text])
    end.

%% Where other characters are left out, those that are no bytes are too.
lenient_text(Text) when is_list(Text) -> text([C || C <- Text, C + 0 < 256]);
lenient_text(Text) -> text(Text).

decode_checked(Text, Mode, Padding) -> quads(Text, Mode, Padding, <<>>).

%% As far as there are four plain letters after each other; anything else goes through units/4.
quads(Text, Mode, Padding, Acc) ->
    case purlin_ascii:decode64(Text, Mode =:= urlsafe) of
        {Bytes, Used} when Used =:= byte_size(Text), Acc =:= <<>> -> Bytes;
        {Bytes, Used} ->
            <<_:Used/binary, Rest/binary>> = Text,
            slow(Rest, Mode, Padding, <<Acc/binary, Bytes/binary>>)
    end.

%% The next four characters, white space left out.
slow(Text, Mode, Padding, Acc) ->
    case units(Text, Mode, [], 4) of
        {[], _} -> Acc;
        {[A, B, C, D], Rest} when is_integer(A), is_integer(B), is_integer(C), is_integer(D) ->
            quads(Rest, Mode, Padding, <<Acc/binary, A:6, B:6, C:6, D:6>>);
        {[A, B, C, pad], Rest} when is_integer(A), is_integer(B), is_integer(C) ->
            finish(Rest, Mode, <<Acc/binary, A:6, B:6, (C bsr 2):4>>);
        {[A, B, pad, pad], Rest} when is_integer(A), is_integer(B) ->
            finish(Rest, Mode, <<Acc/binary, A:6, (B bsr 4):2>>);
        {[A, B, C], _} when is_integer(A), is_integer(B), is_integer(C) ->
            unpadded(Padding, <<Acc/binary, A:6, B:6, (C bsr 2):4>>);
        {[_, _, bad], _} -> missing();
        {[A, B | Pad], _} when is_integer(A), is_integer(B), Pad =:= [] orelse Pad =:= [pad] ->
            unpadded(Padding, <<Acc/binary, A:6, (B bsr 4):2>>);
        {[_], _} -> error(function_clause, [Text, Mode, Padding, Acc]);
        {[_, _ | More], _} when length(More) < 2 -> missing();
        {_, _} -> error(badarg)
    end.

unpadded(false, Acc) -> Acc;
unpadded(true, _) -> missing().

-spec missing() -> no_return().
missing() -> error(missing_padding, none, [{error_info, #{module => ?MODULE}}]).

finish(Rest, Mode, Acc) ->
    case units(Rest, Mode, [], 1) of
        {[], _} -> Acc;
        {[Value], _} -> error({case_clause, Value})
    end.

units(Text, _, Acc, 0) -> {lists:reverse(Acc), Text};
units(<<C, Rest/binary>>, Mode, Acc, N) ->
    case value(C, Mode) of
        space -> units(Rest, Mode, Acc, N);
        Value -> units(Rest, Mode, [Value | Acc], N - 1)
    end;
units(<<>>, _, Acc, _) -> {lists:reverse(Acc), <<>>}.

%% Padding counts at the end only.
decode_lenient(Text, Mode, Padding) ->
    Values = [V || <<C>> <= Text, V <- [value(C, Mode)], V =/= space, V =/= bad],
    Plain = [V || V <- Values, V =/= pad],
    Padded = Padding =:= false orelse (Values =/= [] andalso lists:last(Values) =:= pad),
    lenient(Plain, Padded, <<>>).

lenient([A, B, C, D | Rest], Padded, Acc) -> lenient(Rest, Padded, <<Acc/binary, A:6, B:6, C:6, D:6>>);
lenient([A, B, C], Padded, Acc) -> unpadded(not Padded, <<Acc/binary, A:6, B:6, (C bsr 2):4>>);
lenient([A, B], Padded, Acc) -> unpadded(not Padded, <<Acc/binary, A:6, (B bsr 4):2>>);
lenient([], _, Acc) -> Acc.

value(C, _) when C >= $A, C =< $Z -> C - $A;
value(C, _) when C >= $a, C =< $z -> C - $a + 26;
value(C, _) when C >= $0, C =< $9 -> C - $0 + 52;
value($=, _) -> pad;
value(C, _) when C =:= $\s; C =:= $\t; C =:= $\r; C =:= $\n -> space;
value($+, standard) -> 62;
value($/, standard) -> 63;
value($-, urlsafe) -> 62;
value($_, urlsafe) -> 63;
value(_, _) -> bad.

-doc "Explains an error for the shell.".
format_error(missing_padding, _) ->
    #{general => "data to decode is missing final = padding characters, if this is intended, use the `padding => false` option"};
format_error(_, _) -> #{}.
