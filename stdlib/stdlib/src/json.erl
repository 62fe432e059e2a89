%% JSON: encoding to iodata, formatting for people, decoding of whole texts and of streams.
%% The decoder is a loop with a stack of open arrays and objects; where data end inside a token
%% it can go on later from the beginning of that token.
-module(json).
-moduledoc "Encoding and decoding of JSON.".
-dialyzer(no_improper_lists).
-compile({inline, [utf8_size/1]}).

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
    case maps:to_list(Map) of
        [] -> <<"{}">>;
        [{Key, Value} | Rest] ->
            First = [key(Key, Encode), $: | Encode(Value, Encode)],
            [${, First, more_pairs(Rest, Encode), $}]
    end.

more_pairs([{Key, Value} | Rest], Encode) ->
    [[$,, key(Key, Encode), $: | Encode(Value, Encode)] | more_pairs(Rest, Encode)];
more_pairs([], _) -> [].

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
encode_binary(Bin) when is_binary(Bin) ->
    case purlin_ascii:plain(Bin, 0) of
        N when N =:= byte_size(Bin) -> [$", Bin, $"];
        _ -> string(Bin, Bin, none, 0, 0, [$"])
    end.

-doc "Encodes a binary as a string of ASCII characters.".
encode_binary_escape_all(Bin) when is_binary(Bin) -> string(Bin, Bin, all, 0, 0, [$"]).

%% Strings are read in words of seven bytes, the most that make small integers, as long as all these
%% stand for themselves, else byte by byte. One addition to a word raises the high bit of each byte that is large enough;
%% with bit 1 turned over, space and the quotation mark change places, so that one limit is for both.
-define(HIGH_BITS, 16#80808080808080).
-define(ALL_PLAIN(W),
        W band ?HIGH_BITS =:= 0,
        ((W bxor 16#02020202020202) + 16#5F5F5F5F5F5F5F) band ((W bxor 16#5C5C5C5C5C5C5C) + 16#7F7F7F7F7F7F7F)
            band ?HIGH_BITS =:= ?HIGH_BITS).

%% What lies before Start is in Acc, what lies between Start and N needs no escapes.
string(<<W:56, Rest/bits>>, Bin, Escape, Start, N, Acc) when ?ALL_PLAIN(W) ->
    string(Rest, Bin, Escape, Start, N + 7, Acc);
string(<<_:56, _/bits>> = <<Rest/bits>>, Bin, Escape, Start, N, Acc) ->
    string_bytes(Rest, Bin, Escape, Start, N, Acc);
string(Rest, Bin, Escape, Start, N, Acc) -> string_bytes(Rest, Bin, Escape, Start, N, Acc).

string_bytes(<<C, Rest/bits>>, Bin, Escape, Start, N, Acc) when C < 128 ->
    if
        C >= 32, C =/= $", C =/= $\\ -> string_bytes(Rest, Bin, Escape, Start, N + 1, Acc);
        true -> string(Rest, Bin, Escape, N + 1, N + 1, escaped(C, Bin, Start, N, Acc))
    end;
string_bytes(<<_, _/bits>> = <<C/utf8, Rest/bits>>, Bin, Escape, Start, N, Acc) ->
    End = N + utf8_size(C),
    case Escape of
        none -> string(Rest, Bin, none, Start, End, Acc);
        all -> string(Rest, Bin, all, End, End, escaped(C, Bin, Start, N, Acc))
    end;
string_bytes(<<>>, Bin, _, 0, _, _) -> [$", Bin, $"];
string_bytes(<<>>, _, _, N, N, Acc) -> [Acc, $"];
string_bytes(<<>>, Bin, _, Start, N, Acc) -> [Acc, binary_part(Bin, Start, N - Start), $"];
string_bytes(_, Bin, all, _, N, _) -> error({invalid_byte, binary:at(Bin, N)});
string_bytes(_, Bin, none, _, N, _) -> bad_utf8(from(Bin, N)).

escaped(C, _, N, N, Acc) -> [Acc | escape(C)];
escaped(C, Bin, Start, N, Acc) -> [Acc, binary_part(Bin, Start, N - Start) | escape(C)].

utf8_size(C) when C < 16#800 -> 2;
utf8_size(C) when C < 16#10000 -> 3;
utf8_size(_) -> 4.

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
                 float = fun erlang:binary_to_float/1, integer,
                 string, null = null, final = true}).

-doc "The term of a JSON text.".
decode(Bin) when is_binary(Bin) ->
    case value(Bin, Bin, 0, [], [], #decode{}, value) of
        {Value, _, <<>>} -> Value;
        {Value, _, Rest} ->
            case space(Rest) of
                <<>> -> Value;
                _ -> invalid(Rest)
            end;
        {more, _} -> error(unexpected_end)
    end.

-doc "{Term, Acc, Rest} of a JSON text, with callbacks.".
decode(Bin, Acc, Decoders) when is_binary(Bin) ->
    case streamed(value(Bin, Bin, 0, Acc, [], decoders(Decoders), value)) of
        {continue, _} -> error(unexpected_end);
        Result -> Result
    end.

-doc "As decode/3, but {continue, State} where data end too early.".
decode_start(Bin, Acc, Decoders) when is_binary(Bin) ->
    D = decoders(Decoders),
    streamed(value(Bin, Bin, 0, Acc, [], D#decode{final = false}, value)).

-doc "Goes on with more data or end_of_input.".
decode_continue(end_of_input, {Bin, Expect, Acc, Stack, D}) ->
    case again(Bin, Expect, Acc, Stack, D#decode{final = true}) of
        {_, _, _} = Result -> Result;
        {more, _} -> error(unexpected_end)
    end;
decode_continue(More, {Bin, Expect, Acc, Stack, D}) when is_binary(More) ->
    streamed(again(<<Bin/binary, More/binary>>, Expect, Acc, Stack, D)).

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

space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\r; C =:= $\t -> space(Rest);
space(Rest) -> Rest.

%% The decoder is one loop over the text: its functions hand on what is left of it, the whole, and
%% how much of it (N) was read. Acc is what is there of the innermost array or object; the stack
%% holds array and object, each before the outer Acc, and the keys that wait for their values.
%%
%% Every function begins by matching what is left and does nothing else with it: so no binary is made of it.
%% Where data end too early, the name of the function to go on with, as an atom Expect, is kept.
-define(IS_SPACE(C), C =:= $\s; C =:= $\n; C =:= $\r; C =:= $\t).

again(Bin, Expect, Acc, Stack, D) ->
    case Expect of
        value -> value(Bin, Bin, 0, Acc, Stack, D, value);
        element -> element(Bin, Bin, 0, Acc, Stack, D);
        next_element -> next_element(Bin, Bin, 0, Acc, Stack, D);
        first_key -> first_key(Bin, Bin, 0, Acc, Stack, D);
        key -> key(Bin, Bin, 0, Acc, Stack, D);
        colon -> colon(Bin, Bin, 0, Acc, Stack, D);
        next_pair -> next_pair(Bin, Bin, 0, Acc, Stack, D)
    end.

more(Bin, At, Acc, Stack, D, Expect) -> {more, {from(Bin, At), Expect, Acc, Stack, D}}.

from(Bin, At) -> binary_part(Bin, At, byte_size(Bin) - At).

%% Expect is value, or element for the first of an array.
value(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect) ->
    case C of
        $" -> text(Rest, Bin, N + 1, Acc, Stack, D, Expect, N, N + 1, none);
        ${ -> first_key(Rest, Bin, N + 1, start(D#decode.object_start, Acc), [object, Acc | Stack], D);
        $[ -> element(Rest, Bin, N + 1, start(D#decode.array_start, Acc), [array, Acc | Stack], D);
        $- -> minus(Rest, Bin, N + 1, Acc, Stack, D, Expect, N);
        $0 -> integer_end(Rest, Bin, N + 1, Acc, Stack, D, Expect, N);
        _ when C > $0, C =< $9 -> integer(Rest, Bin, N + 1, Acc, Stack, D, Expect, N);
        _ when ?IS_SPACE(C) -> value(Rest, Bin, N + 1, Acc, Stack, D, Expect);
        $t -> literal(<<"rue">>, true, Bin, N, Acc, Stack, D, Expect);
        $f -> literal(<<"alse">>, false, Bin, N, Acc, Stack, D, Expect);
        $n -> literal(<<"ull">>, D#decode.null, Bin, N, Acc, Stack, D, Expect);
        _ -> error({invalid_byte, C})
    end;
value(<<>>, _, _, Acc, Stack, D, Expect) -> {more, {<<>>, Expect, Acc, Stack, D}}.

element(<<$], Rest/bits>>, Bin, N, Acc, Stack, D) -> array_end(Rest, Bin, N + 1, Acc, Stack, D);
element(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) when ?IS_SPACE(C) -> element(Rest, Bin, N + 1, Acc, Stack, D);
element(<<_, _/bits>> = <<Rest/bits>>, Bin, N, Acc, Stack, D) -> value(Rest, Bin, N, Acc, Stack, D, element);
element(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, element, Acc, Stack, D}}.

next_element(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) ->
    case C of
        $, -> value(Rest, Bin, N + 1, Acc, Stack, D, value);
        $] -> array_end(Rest, Bin, N + 1, Acc, Stack, D);
        _ when ?IS_SPACE(C) -> next_element(Rest, Bin, N + 1, Acc, Stack, D);
        _ -> error({invalid_byte, C})
    end;
next_element(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, next_element, Acc, Stack, D}}.

first_key(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) ->
    case C of
        $" -> text(Rest, Bin, N + 1, Acc, Stack, D, first_key, N, N + 1, none);
        $} -> object_end(Rest, Bin, N + 1, Acc, Stack, D);
        _ when ?IS_SPACE(C) -> first_key(Rest, Bin, N + 1, Acc, Stack, D);
        _ -> error({invalid_byte, C})
    end;
first_key(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, first_key, Acc, Stack, D}}.

key(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) ->
    case C of
        $" -> text(Rest, Bin, N + 1, Acc, Stack, D, key, N, N + 1, none);
        _ when ?IS_SPACE(C) -> key(Rest, Bin, N + 1, Acc, Stack, D);
        _ -> error({invalid_byte, C})
    end;
key(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, key, Acc, Stack, D}}.

colon(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) ->
    case C of
        $: -> value(Rest, Bin, N + 1, Acc, Stack, D, value);
        _ when ?IS_SPACE(C) -> colon(Rest, Bin, N + 1, Acc, Stack, D);
        _ -> error({invalid_byte, C})
    end;
colon(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, colon, Acc, Stack, D}}.

next_pair(<<C, Rest/bits>>, Bin, N, Acc, Stack, D) ->
    case C of
        $, -> key(Rest, Bin, N + 1, Acc, Stack, D);
        $} -> object_end(Rest, Bin, N + 1, Acc, Stack, D);
        _ when ?IS_SPACE(C) -> next_pair(Rest, Bin, N + 1, Acc, Stack, D);
        _ -> error({invalid_byte, C})
    end;
next_pair(<<>>, _, _, Acc, Stack, D) -> {more, {<<>>, next_pair, Acc, Stack, D}}.

%% Text is what must follow the first letter, which is at At.
literal(Text, Value, Bin, At, Acc, Stack, D, Expect) ->
    Start = At + 1,
    Size = byte_size(Text),
    case Bin of
        <<_:Start/binary, Text:Size/binary, Rest/bits>> -> pushed(Rest, Bin, Start + Size, Acc, Stack, D, Value);
        _ when byte_size(Bin) - Start =< Size -> more(Bin, At, Acc, Stack, D, Expect);
        _ -> invalid(from(Bin, Start))
    end.

start(undefined, _) -> [];
start(Fun, Acc) -> Fun(Acc).

%% A value is done: into the array or object around it, or it is the result.
pushed(<<Rest/bits>>, Bin, N, Acc, Stack, D, Value) ->
    case Stack of
        [{key, Key} | Outer] when D#decode.object_push =:= undefined ->
            next_pair(Rest, Bin, N, [{Key, Value} | Acc], Outer, D);
        [{key, Key} | Outer] ->
            Push = D#decode.object_push,
            next_pair(Rest, Bin, N, Push(Key, Value, Acc), Outer, D);
        [array | _] when D#decode.array_push =:= undefined -> next_element(Rest, Bin, N, [Value | Acc], Stack, D);
        [array | _] ->
            Push = D#decode.array_push,
            next_element(Rest, Bin, N, Push(Value, Acc), Stack, D);
        [] -> {Value, Acc, from(Bin, N)}
    end.

array_end(<<Rest/bits>>, Bin, N, Acc, [array, Outer | Stack], D) ->
    case D#decode.array_finish of
        undefined -> pushed(Rest, Bin, N, Outer, Stack, D, lists:reverse(Acc));
        Finish ->
            {Value, Outer1} = Finish(Acc, Outer),
            pushed(Rest, Bin, N, Outer1, Stack, D, Value)
    end.

object_end(<<Rest/bits>>, Bin, N, Acc, [object, Outer | Stack], D) ->
    case D#decode.object_finish of
        undefined -> pushed(Rest, Bin, N, Outer, Stack, D, maps:from_list(Acc));
        Finish ->
            {Value, Outer1} = Finish(Acc, Outer),
            pushed(Rest, Bin, N, Outer1, Stack, D, Value)
    end.

%% ---- numbers, which begin at At; one at the end of the data is one only if these are final.

minus(<<$0, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) ->
    minus_zero(Rest, Bin, N + 1, Acc, Stack, D, Expect, At);
minus(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) when C > $0, C =< $9 ->
    integer(Rest, Bin, N + 1, Acc, Stack, D, Expect, At);
minus(<<C, _/bits>>, _, _, _, _, _, _, _) -> error({invalid_byte, C});
minus(<<>>, Bin, _, Acc, Stack, D, Expect, At) -> more(Bin, At, Acc, Stack, D, Expect).

%% The sign of a zero only counts before a fraction.
minus_zero(<<$., Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) ->
    first_digit(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, fraction);
minus_zero(<<>>, Bin, _, Acc, Stack, #decode{final = false} = D, Expect, At) ->
    more(Bin, At, Acc, Stack, D, Expect);
minus_zero(Rest, Bin, N, Acc, Stack, D, Expect, At) ->
    integer_end(Rest, Bin, N, Acc, Stack, D, Expect, At + 1).

integer(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) when C >= $0, C =< $9 ->
    integer(Rest, Bin, N + 1, Acc, Stack, D, Expect, At);
integer(<<_, _/bits>> = <<Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) ->
    integer_end(Rest, Bin, N, Acc, Stack, D, Expect, At);
integer(Rest, Bin, N, Acc, Stack, D, Expect, At) ->
    integer_end(Rest, Bin, N, Acc, Stack, D, Expect, At).

integer_end(<<$., Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) ->
    first_digit(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, fraction);
integer_end(<<E, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At) when E =:= $e; E =:= $E ->
    exponent(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, N);
integer_end(<<>>, Bin, _, Acc, Stack, #decode{final = false} = D, Expect, At) ->
    more(Bin, At, Acc, Stack, D, Expect);
integer_end(<<_, _/bits>> = <<Rest/bits>>, Bin, N, Acc, Stack, #decode{integer = undefined} = D, _, At) ->
    pushed(Rest, Bin, N, Acc, Stack, D, binary_to_integer(binary_part(Bin, At, N - At)));
integer_end(Rest, Bin, N, Acc, Stack, #decode{integer = Fun} = D, _, At) ->
    Text = binary_part(Bin, At, N - At),
    Value = case Fun of
        undefined -> binary_to_integer(Text);
        _ -> Fun(Text)
    end,
    pushed(Rest, Bin, N, Acc, Stack, D, Value).

%% Part is fraction, exponent, or, after an integer alone, the place of the exponent's letter.
exponent(<<Sign, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Part) when Sign =:= $+; Sign =:= $- ->
    first_digit(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, Part);
exponent(Rest, Bin, N, Acc, Stack, D, Expect, At, Part) ->
    first_digit(Rest, Bin, N, Acc, Stack, D, Expect, At, Part).

first_digit(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Part) when C >= $0, C =< $9 ->
    digits(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, Part);
first_digit(<<C, _/bits>>, _, _, _, _, _, _, _, _) -> error({invalid_byte, C});
first_digit(<<>>, Bin, _, Acc, Stack, D, Expect, At, _) -> more(Bin, At, Acc, Stack, D, Expect).

digits(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Part) when C >= $0, C =< $9 ->
    digits(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, Part);
digits(<<E, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, fraction) when E =:= $e; E =:= $E ->
    exponent(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, exponent);
digits(<<>>, Bin, _, Acc, Stack, #decode{final = false} = D, Expect, At, _) ->
    more(Bin, At, Acc, Stack, D, Expect);
digits(Rest, Bin, N, Acc, Stack, D, _, At, Part) ->
    Text = case is_integer(Part) of
        false -> binary_part(Bin, At, N - At);
        true ->
            <<(binary_part(Bin, At, Part - At))/binary, ".0e", (binary_part(Bin, Part + 1, N - Part - 1))/binary>>
    end,
    pushed(Rest, Bin, N, Acc, Stack, D, float_value(Text, D#decode.float)).

float_value(Text, Fun) ->
    try Fun(Text)
    catch _:_ -> error({unexpected_sequence, Text})
    end.

%% ---- strings: the token begins at At; Text is what lies before Start, escapes resolved, or none.

text(<<Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Start, Text) ->
    Plain = purlin_ascii:plain(Bin, N),
    case Rest of
        <<_:Plain/binary, $", After/bits>> ->
            text_end(After, Bin, N + Plain, Acc, Stack, D, Expect, Start, Text);
        <<_:Plain/binary, After/bits>> ->
            text_bytes(After, Bin, N + Plain, Acc, Stack, D, Expect, At, Start, Text)
    end.

text_bytes(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Start, Text) when C < 128 ->
    if
        C =:= $" -> text_end(Rest, Bin, N, Acc, Stack, D, Expect, Start, Text);
        C =:= $\\, Text =:= none ->
            text_escape(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, binary_part(Bin, Start, N - Start));
        C =:= $\\ ->
            Part = binary_part(Bin, Start, N - Start),
            text_escape(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, <<Text/binary, Part/binary>>);
        C >= 32 -> text(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, Start, Text);
        true -> error({invalid_byte, C})
    end;
text_bytes(<<_, _/bits>> = <<C/utf8, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Start, Text) ->
    text(Rest, Bin, N + utf8_size(C), Acc, Stack, D, Expect, At, Start, Text);
text_bytes(<<>>, Bin, _, Acc, Stack, D, Expect, At, _, _) -> more(Bin, At, Acc, Stack, D, Expect);
text_bytes(_, Bin, N, Acc, Stack, D, Expect, At, _, _) ->
    case utf8_fault(from(Bin, N)) of
        more -> more(Bin, At, Acc, Stack, D, Expect);
        Byte -> error({invalid_byte, Byte})
    end.

text_end(<<Rest/bits>>, Bin, N, Acc, Stack, D, Expect, Start, Text) ->
    Part = binary_part(Bin, Start, N - Start),
    Value = case D#decode.string of
        undefined when Text =:= none -> Part;
        undefined -> <<Text/binary, Part/binary>>;
        Fun when Text =:= none -> Fun(Part);
        Fun -> Fun(<<Text/binary, Part/binary>>)
    end,
    if
        Expect =:= key; Expect =:= first_key -> colon(Rest, Bin, N + 1, Acc, [{key, Value} | Stack], D);
        true -> pushed(Rest, Bin, N + 1, Acc, Stack, D, Value)
    end.

text_escape(<<$u, Hex:4/binary, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Text) ->
    case hex(Hex) of
        High when High >= 16#D800, High =< 16#DBFF ->
            text_low(Rest, Bin, N + 5, Acc, Stack, D, Expect, At, Text, High, Hex);
        C when is_integer(C), C >= 16#DC00, C =< 16#DFFF -> sequence(<<"\\u", Hex/binary>>);
        C when is_integer(C) -> text(Rest, Bin, N + 5, Acc, Stack, D, Expect, At, N + 5, <<Text/binary, C/utf8>>);
        bad -> sequence(<<"\\u", Hex/binary>>)
    end;
text_escape(<<C, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Text) when C =/= $u ->
    text(Rest, Bin, N + 1, Acc, Stack, D, Expect, At, N + 1, <<Text/binary, (unescape(C))>>);
text_escape(_, Bin, _, Acc, Stack, D, Expect, At, _) -> more(Bin, At, Acc, Stack, D, Expect).

text_low(<<"\\u", Hex2:4/binary, Rest/bits>>, Bin, N, Acc, Stack, D, Expect, At, Text, High, Hex) ->
    case hex(Hex2) of
        Low when Low >= 16#DC00, Low =< 16#DFFF ->
            C = 16#10000 + ((High - 16#D800) bsl 10) + (Low - 16#DC00),
            text(Rest, Bin, N + 6, Acc, Stack, D, Expect, At, N + 6, <<Text/binary, C/utf8>>);
        _ -> sequence(<<"\\u", Hex/binary, "\\u", Hex2/binary>>)
    end;
text_low(_, Bin, N, Acc, Stack, D, Expect, At, _, _, _) ->
    case from(Bin, N) of
        Rest when byte_size(Rest) < 6 -> more(Bin, At, Acc, Stack, D, Expect);
        Rest -> invalid(Rest)
    end.

unescape($") -> $";
unescape($\\) -> $\\;
unescape($/) -> $/;
unescape($b) -> $\b;
unescape($f) -> $\f;
unescape($n) -> $\n;
unescape($r) -> $\r;
unescape($t) -> $\t;
unescape(C) -> error({invalid_byte, C}).

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
