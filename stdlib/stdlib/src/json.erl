%% JSON: encoding to iodata, formatting for people, decoding of whole texts and of streams.
%% The decoder is a loop with a stack of open arrays and objects; where data end inside a token
%% it can go on later from the beginning of that token.
-module(json).
-moduledoc "Encoding and decoding of JSON.".
-dialyzer(no_improper_lists).

-export([encode/1, encode/2, encode_atom/2, encode_binary/1, encode_binary_escape_all/1,
         encode_float/1, encode_integer/1, encode_key_value_list/2,
         encode_key_value_list_checked/2, encode_list/2, encode_map/2, encode_map_checked/2,
         encode_value/2]).
-export([format/1, format/2, format/3, format_key_value_list/3, format_key_value_list_checked/3,
         format_value/3]).
-export([decode/1, decode/3, decode_continue/2, decode_start/3]).

-export_type([encoder/0, encode_value/0, formatter/0, decoders/0, decode_value/0,
              continuation_state/0]).

-type encoder() :: fun((term(), encoder()) -> iodata()).
-type formatter() :: fun((term(), formatter(), map()) -> iodata()).
-type encode_value() :: term().
-type decode_value() :: integer() | float() | boolean() | null | binary() | [decode_value()]
    | #{binary() => decode_value()}.
-type decoders() :: map().
-opaque continuation_state() :: tuple().

%% ==== encoding

-doc "The JSON text of a term, as iodata.".
encode(Term) -> encode(Term, fun encode_value/2).

-doc "The JSON text of a term; Encoder is called for the term and all it holds.".
encode(Term, Encoder) when is_function(Encoder, 2) -> Encoder(Term, Encoder).

-doc "The usual encoder.".
encode_value(Value, Encode) ->
    if
        is_atom(Value) -> encode_atom(Value, Encode);
        is_binary(Value) -> encode_binary(Value);
        is_integer(Value) -> encode_integer(Value);
        is_float(Value) -> encode_float(Value);
        is_list(Value) -> encode_list(Value, Encode);
        is_map(Value) -> encode_map(Value, Encode);
        true -> error({unsupported_type, Value})
    end.

-doc "Encodes an atom: null, true, false, or as a string.".
encode_atom(null, _) -> <<"null">>;
encode_atom(true, _) -> <<"true">>;
encode_atom(false, _) -> <<"false">>;
encode_atom(Atom, Encode) -> Encode(atom_to_binary(Atom, utf8), Encode).

-doc "Encodes an integer.".
encode_integer(Integer) -> integer_to_binary(Integer).

-doc "Encodes a float.".
encode_float(Float) -> float_to_binary(Float, [short]).

-doc "Encodes a list as an array.".
encode_list([], _) -> <<"[]">>;
encode_list([First | Rest], Encode) when is_function(Encode, 2) ->
    [$[, Encode(First, Encode) | more_elements(Rest, Encode)].

more_elements([Value | Rest], Encode) -> [$,, Encode(Value, Encode) | more_elements(Rest, Encode)];
more_elements([], _) -> [$]].

-doc "Encodes a map as an object.".
encode_map(Map, Encode) when is_map(Map), is_function(Encode, 2) ->
    object([{key(Key, Encode), Encode(Value, Encode)} || {Key, Value} <- maps:to_list(Map)]).

-doc "As encode_map/2; two keys with the same text are an error.".
encode_map_checked(Map, Encode) -> encode_key_value_list_checked(maps:to_list(Map), Encode).

-doc "Encodes a list of pairs as an object.".
encode_key_value_list(Pairs, Encode) when is_function(Encode, 2) ->
    object([{key(Key, Encode), Encode(Value, Encode)} || {Key, Value} <- Pairs]).

-doc "As encode_key_value_list/2; two keys with the same text are an error.".
encode_key_value_list_checked(Pairs, Encode) -> object(checked(Pairs, Encode, #{})).

checked([{Key, Value} | Rest], Encode, Seen) ->
    Text = iolist_to_binary(key(Key, Encode)),
    is_map_key(Text, Seen) andalso error({duplicate_key, Key}),
    [{Text, Encode(Value, Encode)} | checked(Rest, Encode, Seen#{Text => []})];
checked([], Encode, _) when is_function(Encode, 2) -> [].

object([]) -> <<"{}">>;
object([{Key, Value} | Rest]) ->
    [${, [Key, $: | Value], [[$,, K, $: | V] || {K, V} <- Rest], $}].

key(Key, Encode) when is_binary(Key) -> Encode(Key, Encode);
key(Key, Encode) when is_atom(Key) -> Encode(atom_to_binary(Key, utf8), Encode);
key(Key, _) when is_integer(Key) -> [$", encode_integer(Key), $"];
key(Key, _) when is_float(Key) -> [$", encode_float(Key), $"].

-doc "Encodes a binary as a string.".
encode_binary(Bin) when is_binary(Bin) -> string(Bin, none).

-doc "Encodes a binary as a string of ASCII characters.".
encode_binary_escape_all(Bin) when is_binary(Bin) -> string(Bin, all).

string(Bin, Escape) ->
    case plain(Bin, 0, Escape) of
        Length when Length =:= byte_size(Bin) -> [$", Bin, $"];
        Length -> escaped(Bin, Length, Escape, "\"")
    end.

%% The length of the longest prefix that needs no escapes.
plain(Bin, N, Escape) ->
    case Bin of
        <<_:N/binary, C, _/binary>> when C < 32; C =:= $"; C =:= $\\ -> N;
        <<_:N/binary, C, _/binary>> when C < 128 -> plain(Bin, N + 1, Escape);
        <<_:N/binary, C/utf8, _/binary>> when Escape =:= none -> plain(Bin, N + utf8_size(C), Escape);
        <<_:N/binary, _/utf8, _/binary>> -> N;
        <<_:N/binary, Rest/binary>> when Rest =:= <<>> -> N;
        <<_:N/binary, Byte, _/binary>> when Escape =:= all -> invalid(<<Byte>>);
        <<_:N/binary, Rest/binary>> -> bad_utf8(Rest)
    end.

utf8_size(C) when C < 16#800 -> 2;
utf8_size(C) when C < 16#10000 -> 3;
utf8_size(_) -> 4.

escaped(Bin, Length, Escape, Acc0) ->
    <<Plain:Length/binary, Rest/binary>> = Bin,
    case Rest of
        <<>> when Plain =:= <<>> -> [Acc0, $"];
        <<>> -> [Acc0, Plain, $"];
        <<C/utf8, Rest1/binary>> ->
            Acc = case Plain of
                <<>> -> [Acc0 | escape(C)];
                _ -> [Acc0, Plain | escape(C)]
            end,
            escaped(Rest1, plain(Rest1, 0, Escape), Escape, Acc)
    end.

escape($") -> <<"\\\"">>;
escape($\\) -> <<"\\\\">>;
escape($\b) -> <<"\\b">>;
escape($\f) -> <<"\\f">>;
escape($\n) -> <<"\\n">>;
escape($\r) -> <<"\\r">>;
escape($\t) -> <<"\\t">>;
escape(C) when C < 16#10000 -> unit(C);
escape(C) ->
    <<High:10, Low:10>> = <<(C - 16#10000):20>>,
    <<(unit(16#D800 + High))/binary, (unit(16#DC00 + Low))/binary>>.

unit(C) -> <<"\\u", (binary:encode_hex(<<C:16>>))/binary>>.

%% ==== formatting

-doc "The JSON text of a term in lines.".
format(Term) -> format(Term, fun format_value/3, #{}).

-doc "As format/1, with options or an encoder of one's own.".
format(Term, Options) when is_map(Options) -> format(Term, fun format_value/3, Options);
format(Term, Encoder) when is_function(Encoder, 3) -> format(Term, Encoder, #{}).

-doc "As format/1; options are indent (2) and max (100).".
format(Term, Encoder, Options) when is_function(Encoder, 3) ->
    State = maps:merge(#{level => 0, col => 0, indent => 2, max => 100}, Options),
    [Encoder(Term, Encoder, State), $\n].

-doc "The usual formatter.".
format_value(Value, Encode, State) ->
    if
        is_atom(Value) -> encode_atom(Value, fun(V, _) -> Encode(V, Encode, State) end);
        is_binary(Value) -> encode_binary(Value);
        is_integer(Value) -> encode_integer(Value);
        is_float(Value) -> encode_float(Value);
        is_list(Value) -> format_list(Value, Encode, State);
        is_map(Value) -> format_pairs(format_keys(maps:to_list(Value), Encode, State), Encode, State);
        true -> error({unsupported_type, Value})
    end.

%% Lists that begin with a number or atom fill lines, others have a line per element.
format_list([], _, _) -> <<"[]">>;
format_list([First | Rest], Encode, #{level := Level, col := Col, max := Max} = State0) ->
    State = State0#{level := Level + 1},
    Line = line(Level + 1, State),
    case is_number(First) orelse is_atom(First) of
        true ->
            Text = Encode(First, Encode, State),
            [$[, Text, fill(Rest, Encode, State, Col + iolist_size(Text) + 1, Max, Line), $]];
        false ->
            Inner = State#{col := byte_size(Line) - 1},
            [$[, Line, Encode(First, Encode, Inner), [[[$, | Line] | Encode(V, Encode, Inner)] || V <- Rest],
             line(Level, State), $]]
    end.

fill([Value | Rest], Encode, State, Col, Max, Line) when Col < Max ->
    Text = Encode(Value, Encode, State#{col := Col}),
    [[$, | Text] | fill(Rest, Encode, State, Col + iolist_size(Text) + 1, Max, Line)];
fill([Value | Rest], Encode, State, _, Max, Line) ->
    Col = byte_size(Line) - 1,
    Text = Encode(Value, Encode, State#{col := Col}),
    [[[$, | Line] | Text] | fill(Rest, Encode, State, Col + iolist_size(Text), Max, Line)];
fill([], _, _, _, _, _) -> [].

line(Level, #{indent := Indent}) when is_integer(Indent) ->
    <<$\n, (binary:copy(<<" ">>, Level * Indent))/binary>>.

-doc "Formats a list of pairs as an object.".
format_key_value_list(Pairs, Encode, State) ->
    format_pairs(format_keys(Pairs, Encode, State), Encode, State).

format_keys(Pairs, Encode, #{level := Level} = State) ->
    Inner = State#{level := Level + 1},
    lists:map(fun({Key, Value}) -> {format_key(Key, Encode, Inner), Value} end, Pairs).

-doc "As format_key_value_list/3; two keys with the same text are an error.".
format_key_value_list_checked(Pairs, Encode, #{level := Level} = State) when is_function(Encode, 3) ->
    Inner = State#{level := Level + 1},
    {Keyed, _} = lists:mapfoldl(
        fun({Key, Value}, Seen) ->
            Text = iolist_to_binary(format_key(Key, Encode, Inner)),
            is_map_key(Text, Seen) andalso error({duplicate_key, Key}),
            {{Text, Value}, Seen#{Text => []}}
        end, #{}, Pairs),
    format_pairs(Keyed, Encode, State).

format_key(Key, Encode, State) -> key(Key, fun(V, _) -> Encode(V, Encode, State) end).

format_pairs([], _, _) -> <<"{}">>;
format_pairs([{Key, Value}], Encode, #{level := Level} = State) when not is_map(Value), not is_list(Value) ->
    Inner = State#{level := Level + 1},
    ["{ ", format_pair(Key, Value, Encode, Inner), " }"];
format_pairs([{Key, Value}], Encode, #{level := Level} = State) ->
    Inner = State#{level := Level + 1},
    [${, line(Level + 1, State), format_pair(Key, Value, Encode, Inner), line(Level, State), $}];
format_pairs([{Key, Value} | Rest], Encode, #{level := Level} = State) ->
    Inner = State#{level := Level + 1},
    Line = line(Level + 1, State),
    [${, Line, format_pair(Key, Value, Encode, Inner),
     [[$,, Line | format_pair(K, V, Encode, Inner)] || {K, V} <- Rest], line(Level, State), $}].

format_pair(Key, Value, Encode, #{level := Level, indent := Indent} = State) ->
    Col = Level * Indent + iolist_size(Key) + 2,
    [Key, ": " | Encode(Value, Encode, State#{col := Col})].

%% ==== decoding

-record(decode, {array_start, array_push, array_finish, object_start, object_push, object_finish,
                 float = fun erlang:binary_to_float/1, integer = fun erlang:binary_to_integer/1,
                 string, null = null}).

-doc "The term of a JSON text.".
decode(Bin) when is_binary(Bin) ->
    case parse(Bin, [], #decode{}, true) of
        {Value, _, Rest} ->
            case space(Rest) of
                <<>> -> Value;
                _ -> invalid(Rest)
            end;
        {more, _} -> error(unexpected_end)
    end.

-doc "{Term, Acc, Rest} of a JSON text, with callbacks.".
decode(Bin, Acc, Decoders) when is_binary(Bin) ->
    case streamed(parse(Bin, Acc, decoders(Decoders), true)) of
        {continue, _} -> error(unexpected_end);
        Result -> Result
    end.

-doc "As decode/3, but {continue, State} where data end too early.".
decode_start(Bin, Acc, Decoders) when is_binary(Bin) ->
    streamed(parse(Bin, Acc, decoders(Decoders), false)).

-doc "Goes on with more data or end_of_input.".
decode_continue(end_of_input, {Bin, Expect, Acc, Stack, D}) ->
    case loop(Bin, Expect, Acc, Stack, D, true) of
        {_, _, _} = Result -> Result;
        {more, _} -> error(unexpected_end)
    end;
decode_continue(More, {Bin, Expect, Acc, Stack, D}) when is_binary(More) ->
    streamed(loop(<<Bin/binary, More/binary>>, Expect, Acc, Stack, D, false)).

streamed({more, State}) -> {continue, State};
streamed({Value, Acc, Rest}) ->
    case space(Rest) of
        <<>> -> {Value, Acc, <<>>};
        _ -> {Value, Acc, Rest}
    end.

decoders(Decoders) -> maps:fold(fun decoder/3, #decode{}, Decoders).

decoder(array_start, Fun, D) when is_function(Fun, 1) -> D#decode{array_start = Fun};
decoder(array_push, Fun, D) when is_function(Fun, 2) -> D#decode{array_push = Fun};
decoder(array_finish, Fun, D) when is_function(Fun, 2) -> D#decode{array_finish = Fun};
decoder(object_start, Fun, D) when is_function(Fun, 1) -> D#decode{object_start = Fun};
decoder(object_push, Fun, D) when is_function(Fun, 3) -> D#decode{object_push = Fun};
decoder(object_finish, Fun, D) when is_function(Fun, 2) -> D#decode{object_finish = Fun};
decoder(float, Fun, D) when is_function(Fun, 1) -> D#decode{float = Fun};
decoder(integer, Fun, D) when is_function(Fun, 1) -> D#decode{integer = Fun};
decoder(string, Fun, D) when is_function(Fun, 1) -> D#decode{string = Fun};
decoder(null, Value, D) -> D#decode{null = Value}.

parse(Bin, Acc, D, Final) -> loop(Bin, value, Acc, [], D, Final).

space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\r; C =:= $\t -> space(Rest);
space(Rest) -> Rest.

%% Expect says what may come: a value, an element or the end of an array just opened (element),
%% the first key or the end (first_key), a key, a colon, or what follows an element (next_element,
%% next_pair). The stack holds {array, OuterAcc}, {object, OuterAcc} and {key, Key}.
loop(<<C, Rest/binary>>, Expect, Acc, Stack, D, Final) when C =:= $\s; C =:= $\n; C =:= $\r; C =:= $\t ->
    loop(Rest, Expect, Acc, Stack, D, Final);
loop(<<>>, Expect, Acc, Stack, D, _) -> {more, {<<>>, Expect, Acc, Stack, D}};
loop(<<C, Rest/binary>> = Bin, value, Acc, Stack, D, Final) -> value(C, Rest, Bin, value, Acc, Stack, D, Final);
loop(<<$], Rest/binary>>, element, Acc, Stack, D, Final) -> array_end(Rest, Acc, Stack, D, Final);
loop(<<C, Rest/binary>> = Bin, element, Acc, Stack, D, Final) -> value(C, Rest, Bin, element, Acc, Stack, D, Final);
loop(<<$,, Rest/binary>>, next_element, Acc, Stack, D, Final) -> loop(Rest, value, Acc, Stack, D, Final);
loop(<<$], Rest/binary>>, next_element, Acc, Stack, D, Final) -> array_end(Rest, Acc, Stack, D, Final);
loop(<<$}, Rest/binary>>, first_key, Acc, Stack, D, Final) -> object_end(Rest, Acc, Stack, D, Final);
loop(<<$", Rest/binary>> = Bin, Expect, Acc, Stack, D, Final) when Expect =:= first_key; Expect =:= key ->
    case string_token(Rest) of
        {Key, Rest1} -> loop(Rest1, colon, Acc, [{key, string_value(Key, D)} | Stack], D, Final);
        more -> {more, {Bin, Expect, Acc, Stack, D}}
    end;
loop(<<$:, Rest/binary>>, colon, Acc, Stack, D, Final) -> loop(Rest, value, Acc, Stack, D, Final);
loop(<<$,, Rest/binary>>, next_pair, Acc, Stack, D, Final) -> loop(Rest, key, Acc, Stack, D, Final);
loop(<<$}, Rest/binary>>, next_pair, Acc, Stack, D, Final) -> object_end(Rest, Acc, Stack, D, Final);
loop(Bin, _, _, _, _, _) -> invalid(Bin).

value($", Rest, Bin, Expect, Acc, Stack, D, Final) ->
    case string_token(Rest) of
        {String, Rest1} -> pushed(string_value(String, D), Rest1, Acc, Stack, D, Final);
        more -> {more, {Bin, Expect, Acc, Stack, D}}
    end;
value($[, Rest, _, _, Acc, Stack, D, Final) ->
    loop(Rest, element, start(D#decode.array_start, Acc), [{array, Acc} | Stack], D, Final);
value(${, Rest, _, _, Acc, Stack, D, Final) ->
    loop(Rest, first_key, start(D#decode.object_start, Acc), [{object, Acc} | Stack], D, Final);
value(C, _, Bin, Expect, Acc, Stack, D, Final) when C >= $0, C =< $9; C =:= $- ->
    case number(Bin, Final) of
        {Kind, Text, Rest} -> pushed(number_value(Kind, Text, D), Rest, Acc, Stack, D, Final);
        more -> {more, {Bin, Expect, Acc, Stack, D}}
    end;
value($t, Rest, Bin, Expect, Acc, Stack, D, Final) ->
    literal(<<"rue">>, true, Rest, Bin, Expect, Acc, Stack, D, Final);
value($f, Rest, Bin, Expect, Acc, Stack, D, Final) ->
    literal(<<"alse">>, false, Rest, Bin, Expect, Acc, Stack, D, Final);
value($n, Rest, Bin, Expect, Acc, Stack, D, Final) ->
    literal(<<"ull">>, D#decode.null, Rest, Bin, Expect, Acc, Stack, D, Final);
value(_, _, Bin, _, _, _, _, _) -> invalid(Bin).

literal(Text, Value, Rest, Bin, Expect, Acc, Stack, D, Final) ->
    Size = byte_size(Text),
    case Rest of
        <<Text:Size/binary, Rest1/binary>> -> pushed(Value, Rest1, Acc, Stack, D, Final);
        _ when byte_size(Rest) =< Size -> {more, {Bin, Expect, Acc, Stack, D}};
        _ -> invalid(Rest)
    end.

start(undefined, _) -> [];
start(Fun, Acc) -> Fun(Acc).

%% A value is done: into the array or object around it, or it is the result.
pushed(Value, Rest, Acc, [], _, _) -> {Value, Acc, Rest};
pushed(Value, Rest, Acc, [{array, _} | _] = Stack, D, Final) ->
    Acc1 = case D#decode.array_push of
        undefined -> [Value | Acc];
        Push -> Push(Value, Acc)
    end,
    loop(Rest, next_element, Acc1, Stack, D, Final);
pushed(Value, Rest, Acc, [{key, Key} | Stack], D, Final) ->
    Acc1 = case D#decode.object_push of
        undefined -> [{Key, Value} | Acc];
        Push -> Push(Key, Value, Acc)
    end,
    loop(Rest, next_pair, Acc1, Stack, D, Final).

array_end(Rest, Acc, [{array, Outer} | Stack], D, Final) ->
    {Value, Outer1} = case D#decode.array_finish of
        undefined -> {lists:reverse(Acc), Outer};
        Finish -> Finish(Acc, Outer)
    end,
    pushed(Value, Rest, Outer1, Stack, D, Final).

object_end(Rest, Acc, [{object, Outer} | Stack], D, Final) ->
    {Value, Outer1} = case D#decode.object_finish of
        undefined -> {maps:from_list(Acc), Outer};
        Finish -> Finish(Acc, Outer)
    end,
    pushed(Value, Rest, Outer1, Stack, D, Final).

%% ---- numbers: {integer | float, Text, Rest}; a number at the end of the data is one only if
%% these are final.
number(Bin, Final) ->
    case integer_part(Bin, 0) of
        more -> more;
        N ->
            case Bin of
                <<_:N/binary, $., _/binary>> -> fraction(Bin, N, Final);
                <<_:N/binary, E, _/binary>> when E =:= $e; E =:= $E ->
                    exponent(Bin, N, Final, <<".0">>);
                _ -> token(integer, Bin, N, Final, part(Bin, N))
            end
    end.

part(Bin, N) -> binary:part(Bin, 0, N).

token(_, Bin, N, false, _) when N =:= byte_size(Bin) -> more;
token(Kind, Bin, N, _, Text) ->
    <<_:N/binary, Rest/binary>> = Bin,
    {Kind, Text, Rest}.

integer_part(Bin, N) ->
    case Bin of
        <<_:N/binary, $-, _/binary>> when N =:= 0 -> integer_part(Bin, 1);
        <<_:N/binary, $0, _/binary>> -> N + 1;
        <<_:N/binary, C, _/binary>> when C >= $1, C =< $9 -> digits(Bin, N + 1);
        <<_:N/binary>> -> more;
        <<_:N/binary, Rest/binary>> -> invalid(Rest)
    end.

digits(Bin, N) ->
    case Bin of
        <<_:N/binary, C, _/binary>> when C >= $0, C =< $9 -> digits(Bin, N + 1);
        _ -> N
    end.

fraction(Bin, N, Final) ->
    First = N + 1,
    case digits(Bin, First) of
        First when First =:= byte_size(Bin) -> more;
        First ->
            <<_:First/binary, Rest/binary>> = Bin,
            invalid(Rest);
        End ->
            case Bin of
                <<_:End/binary, E, _/binary>> when E =:= $e; E =:= $E -> exponent(Bin, End, Final, <<>>);
                _ -> token(float, Bin, End, Final, part(Bin, End))
            end
    end.

exponent(Bin, N, Final, Fraction) ->
    AfterE = N + 1,
    First = case Bin of
        <<_:AfterE/binary, Sign, _/binary>> when Sign =:= $+; Sign =:= $- -> AfterE + 1;
        _ -> AfterE
    end,
    case digits(Bin, First) of
        First when First =:= byte_size(Bin) -> more;
        First ->
            <<_:First/binary, Rest/binary>> = Bin,
            invalid(Rest);
        End ->
            Text = case Fraction of
                <<>> -> part(Bin, End);
                _ -> <<(part(Bin, N))/binary, Fraction/binary, $e, (binary:part(Bin, AfterE, End - AfterE))/binary>>
            end,
            token(float, Bin, End, Final, Text)
    end.

number_value(integer, Text, #decode{integer = Fun}) -> Fun(Text);
number_value(float, Text, #decode{float = Fun}) ->
    try Fun(Text)
    catch _:_ -> error({unexpected_sequence, Text})
    end.

%% ---- strings: {Binary, Rest} or more

string_value(String, #decode{string = undefined}) -> String;
string_value(String, #decode{string = Fun}) -> Fun(String).

string_token(Bin) -> string_token(Bin, 0, <<>>).

string_token(Bin, N, Acc) ->
    case Bin of
        <<Plain:N/binary, $", Rest/binary>> when Acc =:= <<>> -> {Plain, Rest};
        <<Plain:N/binary, $", Rest/binary>> -> {<<Acc/binary, Plain/binary>>, Rest};
        <<Plain:N/binary, $\\, Rest/binary>> -> string_escape(Rest, <<Acc/binary, Plain/binary>>);
        <<_:N/binary, C, _/binary>> when C >= 32, C < 128 -> string_token(Bin, N + 1, Acc);
        <<_:N/binary, C/utf8, _/binary>> when C >= 128 -> string_token(Bin, N + utf8_size(C), Acc);
        <<_:N/binary>> -> more;
        <<_:N/binary, C, _/binary>> when C < 32 ->
            <<_:N/binary, Rest/binary>> = Bin,
            invalid(Rest);
        <<_:N/binary, Rest/binary>> ->
            case utf8_fault(Rest) of
                more -> more;
                Byte -> invalid(<<Byte>>)
            end
    end.

string_escape(<<$u, Rest/binary>>, Acc) -> string_unit(Rest, Acc);
string_escape(<<C, Rest/binary>>, Acc) -> string_token(Rest, 0, <<Acc/binary, (unescape(C))>>);
string_escape(<<>>, _) -> more.

unescape($") -> $";
unescape($\\) -> $\\;
unescape($/) -> $/;
unescape($b) -> $\b;
unescape($f) -> $\f;
unescape($n) -> $\n;
unescape($r) -> $\r;
unescape($t) -> $\t;
unescape(C) -> invalid(<<C>>).

string_unit(<<Hex:4/binary, Rest/binary>>, Acc) ->
    case hex(Hex) of
        High when High >= 16#D800, High =< 16#DBFF -> string_low(Rest, High, Hex, Acc);
        C when is_integer(C), C >= 16#DC00, C =< 16#DFFF -> sequence(<<"\\u", Hex/binary>>);
        C when is_integer(C) -> string_token(Rest, 0, <<Acc/binary, C/utf8>>);
        bad -> sequence(<<"\\u", Hex/binary>>)
    end;
string_unit(_, _) -> more.

string_low(<<"\\u", Hex2:4/binary, Rest/binary>>, High, Hex, Acc) ->
    case hex(Hex2) of
        Low when Low >= 16#DC00, Low =< 16#DFFF ->
            C = 16#10000 + ((High - 16#D800) bsl 10) + (Low - 16#DC00),
            string_token(Rest, 0, <<Acc/binary, C/utf8>>);
        _ -> sequence(<<"\\u", Hex/binary, "\\u", Hex2/binary>>)
    end;
string_low(Rest, _, _, _) when byte_size(Rest) < 6 -> more;
string_low(Rest, _, _, _) -> invalid(Rest).

hex(Text) ->
    try binary:decode_hex(Text) of
        <<C:16>> -> C
    catch error:badarg -> bad
    end.

%% ---- errors

-spec invalid(binary()) -> no_return().
invalid(<<Byte, _/binary>>) -> error({invalid_byte, Byte}).

-spec sequence(binary()) -> no_return().
sequence(Bytes) -> error({unexpected_sequence, Bytes}).

-spec bad_utf8(binary()) -> no_return().
bad_utf8(Bin) ->
    case utf8_fault(Bin) of
        more -> error(unexpected_end);
        Byte -> error({invalid_byte, Byte})
    end.

%% The first byte that makes a binary not UTF-8, or more if it just ends too early.
utf8_fault(<<Lead, Rest/binary>>) ->
    if
        Lead >= 16#C2, Lead =< 16#DF -> follow(Rest, [{16#80, 16#BF}]);
        Lead =:= 16#E0 -> follow(Rest, [{16#A0, 16#BF}, {16#80, 16#BF}]);
        Lead =:= 16#ED -> follow(Rest, [{16#80, 16#9F}, {16#80, 16#BF}]);
        Lead >= 16#E1, Lead =< 16#EF -> follow(Rest, [{16#80, 16#BF}, {16#80, 16#BF}]);
        Lead =:= 16#F0 -> follow(Rest, [{16#90, 16#BF}, {16#80, 16#BF}, {16#80, 16#BF}]);
        Lead =:= 16#F4 -> follow(Rest, [{16#80, 16#8F}, {16#80, 16#BF}, {16#80, 16#BF}]);
        Lead >= 16#F1, Lead =< 16#F3 -> follow(Rest, [{16#80, 16#BF}, {16#80, 16#BF}, {16#80, 16#BF}]);
        true -> Lead
    end.

follow(<<Byte, Rest/binary>>, [{Low, High} | Ranges]) when Byte >= Low, Byte =< High -> follow(Rest, Ranges);
follow(<<Byte, _/binary>>, [_ | _]) -> Byte;
follow(<<>>, [_ | _]) -> more.
