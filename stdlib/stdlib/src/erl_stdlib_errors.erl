%% What is wrong with the arguments of library functions, for error reports.
-module(erl_stdlib_errors).
-moduledoc false.

-export([format_error/2]).

-define(DOMAIN, <<"is outside the domain for this function">>).
-define(OPTIONS, <<"invalid options">>).

format_error(_Reason, [{binary, Name, [Bin, From, N], _} | _])
  when Name =:= part orelse Name =:= bin_to_list, is_binary(Bin), is_integer(From), From >= 0, is_integer(N) ->
    #{if From > byte_size(Bin) -> 2; true -> 3 end => <<"out of range">>};
format_error(_Reason, [{binary, Name, [Bin, {From, N}], _} | _])
  when Name =:= part orelse Name =:= bin_to_list, is_binary(Bin), is_integer(From), is_integer(N) ->
    #{2 => <<"out of range">>};
format_error(_Reason, [{lists, seq, [From, To, Incr], _} | _]) when is_integer(From), is_integer(To), is_integer(Incr) ->
    #{3 => if From =< To -> <<"not a positive increment">>; true -> <<"not a negative increment">> end};
format_error(_Reason, [{ets, Name, Arguments, Info} | _]) when is_list(Arguments) -> ets_hints(Name, Arguments, cause(Info));
format_error(_Reason, [{io, Name, Arguments, Info} | _]) when is_list(Arguments) -> io_hints(Name, Arguments, cause(Info));
format_error(_Reason, [{Module, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case rule(Module, Name, length(Arguments)) of
        {Kinds, Otherwise} -> purlin_hints:hints(Arguments, Kinds, Otherwise);
        none -> #{};
        Kinds -> purlin_hints:hints(Arguments, Kinds, none)
    end;
format_error(_, _) -> #{}.

cause(Info) ->
    case lists:keyfind(error_info, 1, Info) of
        {_, #{cause := Cause}} -> Cause;
        _ -> none
    end.

rule(lists, Name, 3) when Name =:= keymember; Name =:= keyfind; Name =:= keysearch -> [any, {from, 1}, list];
rule(lists, member, 2) -> [any, list];
rule(lists, seq, 3) -> [integer, integer, integer];
rule(lists, reverse, 2) -> [list, any];
rule(maps, Name, Arity) -> maps_rule(Name, Arity);
rule(binary, Name, Arity) -> binary_rule(Name, Arity);
rule(unicode, Name, 1) when Name =:= characters_to_list; Name =:= characters_to_binary -> {[any], {1, <<"not valid character data (an iodata term)">>}};
rule(unicode, Name, 2) when Name =:= characters_to_list; Name =:= characters_to_binary ->
    {[any, encoding()], {1, <<"not valid character data (an iodata term)">>}};
rule(unicode, characters_to_binary, 3) -> {[any, encoding(), encoding()], {1, <<"not valid character data (an iodata term)">>}};
rule(math, Name, 2) when Name =:= atan2; Name =:= pow -> [number, number];
rule(math, fmod, 2) -> {[number, number], {2, ?DOMAIN}};
rule(math, _, 1) -> {[number], {1, ?DOMAIN}};
rule(re, compile, 1) -> [iodata];
rule(re, compile, 2) -> {[iodata, any], {2, ?OPTIONS}};
rule(re, Name, 2) when Name =:= run; Name =:= split -> [iodata, regexp];
rule(re, Name, 3) when Name =:= run; Name =:= split -> {[iodata, regexp, any], {3, ?OPTIONS}};
rule(re, replace, 3) -> [iodata, regexp, replacement()];
rule(re, replace, 4) -> {[iodata, regexp, replacement(), any], {4, ?OPTIONS}};
rule(re, inspect, 2) ->
    {[{test, fun(P) -> is_tuple(P) andalso tuple_size(P) =:= 5 end, <<"not a compiled regular expression">>}, any], {2, <<"not a valid item">>}};
rule(_, _, _) -> none.

%% A binary with an even number of bytes.
even() ->
    {test, fun(V) -> not is_binary(V) orelse byte_size(V) rem 2 =:= 0 end, <<"must contain an even number of bytes">>}.

encoding() -> {test, fun is_encoding/1, <<"not a valid encoding">>}.

is_encoding({utf16, E}) -> lists:member(E, [big, little]);
is_encoding({utf32, E}) -> lists:member(E, [big, little]);
is_encoding(E) -> lists:member(E, [latin1, unicode, utf8, utf16, utf32]).

replacement() -> {test, fun(R) -> is_function(R, 2) orelse (try iolist_size(R) of _ -> true catch error:badarg -> false end) end, <<"not a valid replacement">>}.

maps_rule(Name, 2) when Name =:= filter; Name =:= filtermap; Name =:= foreach; Name =:= map -> [{'fun', 2}, map_or_iterator];
maps_rule(fold, 3) -> [{'fun', 3}, any, map_or_iterator];
maps_rule(Name, 2) when Name =:= find; Name =:= is_key; Name =:= remove; Name =:= take -> [any, map];
maps_rule(from_keys, 2) -> [list, any];
maps_rule(from_list, 1) -> [list];
maps_rule(get, 2) -> {[any, map], {1, <<"not present in map">>}};
maps_rule(get, 3) -> [any, map, any];
maps_rule(groups_from_list, 2) -> [{'fun', 1}, list];
maps_rule(groups_from_list, 3) -> [{'fun', 1}, {'fun', 1}, list];
maps_rule(Name, 2) when Name =:= intersect; Name =:= merge -> [map, map];
maps_rule(Name, 3) when Name =:= intersect_with; Name =:= merge_with -> [{'fun', 3}, map, map];
maps_rule(Name, 1) when Name =:= iterator; Name =:= keys; Name =:= size; Name =:= values -> [map];
maps_rule(iterator, 2) -> {[map, any], {2, <<"not 'undefined', 'ordered', 'reversed', or a fun that takes two arguments">>}};
maps_rule(next, 1) -> {[any], {1, <<"not a valid iterator">>}};
maps_rule(put, 3) -> [any, any, map];
maps_rule(to_list, 1) -> [map_or_iterator];
maps_rule(update, 3) -> {[any, any, map], {1, <<"not present in map">>}};
maps_rule(update_with, 3) -> {[any, {'fun', 1}, map], {1, <<"not present in map">>}};
maps_rule(update_with, 4) -> [any, {'fun', 1}, any, map];
maps_rule(Name, 2) when Name =:= with; Name =:= without -> [list, map];
maps_rule(_, _) -> none.

binary_rule(at, 2) -> [binary, {from, 0}];
binary_rule(bin_to_list, 1) -> [plain_binary];
binary_rule(Name, 2) when Name =:= bin_to_list; Name =:= part -> {[binary, part], {2, <<"not a valid {Pos,Length} tuple">>}};
binary_rule(Name, 3) when Name =:= bin_to_list; Name =:= part -> {[binary, {from, 0}, integer], {2, <<"out of range">>}};
binary_rule(compile_pattern, 1) -> [pattern];
binary_rule(decode_hex, 1) ->
    {[even()], {1, <<"must only contain hex digits 0-9, A-F, and a-f">>}};
binary_rule(decode_unsigned, 1) -> [binary];
binary_rule(decode_unsigned, 2) -> [binary, endian];
binary_rule(encode_hex, 1) -> [binary];
binary_rule(encode_hex, 2) -> [binary, {one_of, [uppercase, lowercase], <<"not 'uppercase' or 'lowercase'">>}];
binary_rule(encode_unsigned, 1) -> [{from, 0}];
binary_rule(encode_unsigned, 2) -> [{from, 0}, endian];
binary_rule(Name, 1) when Name =:= first; Name =:= last -> {[binary], {1, <<"a zero-sized binary is not allowed">>}};
binary_rule(join, 2) -> [binaries, binary];
binary_rule(list_to_bin, 1) -> [iodata];
binary_rule(Name, 1) when Name =:= longest_common_prefix; Name =:= longest_common_suffix -> {[any], {1, <<"not a flat list of binaries">>}};
binary_rule(Name, 2) when Name =:= match; Name =:= matches; Name =:= split -> [binary, pattern];
binary_rule(Name, 3) when Name =:= match; Name =:= matches; Name =:= split -> {[binary, pattern, any], {3, ?OPTIONS}};
binary_rule(referenced_byte_size, 1) -> [plain_binary];
binary_rule(replace, 3) -> {[binary, pattern, any], {3, <<"not a valid replacement">>}};
binary_rule(replace, 4) -> {[binary, pattern, any, any], {4, ?OPTIONS}};
binary_rule(copy, 1) -> [binary];
binary_rule(copy, 2) -> [binary, {from, 0}];
binary_rule(_, _) -> none.

%% ---------------------------------------------------------------------------------------------------------
%% Tables

-define(OBJECTS, <<"not a non-empty tuple or a list of non-empty tuples">>).
-define(SPEC, <<"not a valid match specification">>).
-define(TABLE_NAME, <<"invalid table name (must be an atom)">>).

ets_hints(Name, [_], _) when Name =:= match; Name =:= match_object; Name =:= select; Name =:= select_reverse ->
    #{1 => <<"invalid continuation">>};
ets_hints(Name, [Table | _] = Arguments, type) when is_reference(Table) -> no_table(Name, Arguments, <<"not a valid table identifier">>);
ets_hints(Name, Arguments, type) -> no_table(Name, Arguments, <<"not an atom or a table identifier">>);
ets_hints(Name, Arguments, id) ->
    no_table(Name, Arguments, <<"the table identifier does not refer to an existing ETS table">>);
ets_hints(Name, Arguments, access) ->
    no_table(Name, Arguments, <<"the table identifier refers to an ETS table with insufficient access rights">>);
ets_hints(update_counter, [_, Key, Update | _], badkey) ->
    (purlin_hints:hints([any, Key, Update], update_kinds(update_counter), none))#{2 => <<"not a key that exists in the table">>};
ets_hints(_, _, badkey) -> #{2 => <<"not a key that exists in the table">>};
ets_hints(_, _, keypos) -> #{3 => <<"the position is the same as the key position">>};
ets_hints(_, _, position) -> #{3 => <<"the position in the update operation is out of range">>};
ets_hints(_, _, owner) -> #{2 => <<"the process is already the owner of the table">>};
ets_hints(_, _, not_owner) -> #{2 => <<"the current process is not the owner">>};
ets_hints(_, _, already_exists) -> #{1 => <<"table name already exists">>};
ets_hints(Name, Arguments, _) when Name =:= update_counter; Name =:= update_element -> update_hints(Name, Arguments);
ets_hints(Name, Arguments, _) ->
    case ets_rule(Name, length(Arguments)) of
        {Kinds, Otherwise} -> purlin_hints:hints(Arguments, Kinds, Otherwise);
        Kinds -> purlin_hints:hints(Arguments, Kinds, none)
    end.

%% Without a table the other arguments are judged by their types alone.
no_table(Name, Arguments, Text) ->
    Kinds = case Name of
        _ when Name =:= update_counter; Name =:= update_element -> update_kinds(Name);
        _ ->
            case ets_rule(Name, length(Arguments)) of
                {Types, _} -> Types;
                Types -> Types
            end
    end,
    maps:merge(purlin_hints:hints(Arguments, Kinds, none), #{1 => Text}).

%% An update: what is wrong with the default object is told beside the rest, and nothing of an improper list.
update_hints(Name, [Table, _, Update | Default]) ->
    Improper = is_list(Update) andalso not is_list_of(fun(_) -> true end, Update),
    Kinds = case Default of
        [Object] when not is_tuple(Object) -> update_kinds(Name);
        [Object] -> update_kinds(Name) ++ [{test, fun(_) -> has_key(Object, Table) end, <<"default tuple too small">>}];
        [] -> update_kinds(Name)
    end,
    Otherwise = case Name of
        update_counter -> {3, <<"the value in the given position, in the object, is not an integer">>};
        update_element -> none
    end,
    case Improper of
        true -> #{};
        false -> purlin_hints:hints([Table, any, Update | Default], Kinds ++ [tuple || length(Kinds) =:= 3], Otherwise)
    end.

update_kinds(update_counter) -> [any, any, counter_update()];
update_kinds(update_element) ->
    Valid = fun({P, _}) when is_integer(P) -> true; (_) -> false end,
    [any, any, {test, one_or_more(Valid), <<"is not a valid element specification">>}].

has_key(Object, Table) ->
    case ets:info(Table, keypos) of
        Position when is_integer(Position) -> tuple_size(Object) >= Position;
        undefined -> true
    end.

ets_rule(delete_object, 2) -> [any, {first, [tuple, object()]}];
ets_rule(give_away, 3) -> {[any, pid], {2, <<"the pid refers to a terminated process">>}};
ets_rule(info, 2) -> {[], {2, <<"not a valid info item">>}};
ets_rule(Name, 2) when Name =:= insert; Name =:= insert_new -> [any, {first, [tuple_or_list(), object(), objects()]}];
ets_rule(lookup_element, _) -> {[any, any, {from, 1}], {3, <<"position is greater than the size of the object">>}};
ets_rule(Name, 3) when Name =:= match; Name =:= match_object -> [any, any, {from, 1}];
ets_rule(match_spec_compile, 1) -> {[], {1, ?SPEC}};
ets_rule(new, 2) -> {[atom, list], {2, ?OPTIONS}};
ets_rule(Name, 2) when Name =:= next; Name =:= next_lookup; Name =:= prev; Name =:= prev_lookup ->
    {[], {2, <<"not a key that exists in the table">>}};
ets_rule(rename, 2) -> {[any, {test, fun is_atom/1, ?TABLE_NAME}], {2, <<"table name already exists">>}};
ets_rule(safe_fixtable, 2) -> {[], {2, <<"not a boolean value">>}};
ets_rule(Name, 2) when Name =:= select; Name =:= select_count; Name =:= select_delete; Name =:= select_replace; Name =:= select_reverse ->
    {[], {2, ?SPEC}};
ets_rule(Name, 3) when Name =:= select; Name =:= select_reverse -> [any, {test, fun is_match_spec/1, ?SPEC}, {from, 1}];
ets_rule(setopts, 2) -> {[], {2, ?OPTIONS}};
ets_rule(slot, 2) -> {[], {2, <<"out of range">>}};
ets_rule(whereis, 1) -> {[], {1, ?TABLE_NAME}};
ets_rule(_, _) -> [].

object() -> {test, fun(V) -> V =/= {} end, <<"is an empty tuple">>}.

tuple_or_list() -> {test, fun(V) -> is_tuple(V) orelse is_list(V) end, <<"not a tuple">>}.

objects() -> {test, one_or_more(fun(V) -> is_tuple(V) andalso tuple_size(V) > 0 end), ?OBJECTS}.

counter_update() ->
    Valid = fun({P, Incr}) -> is_integer(P) andalso is_integer(Incr);
               ({P, Incr, Threshold, Value}) -> lists:all(fun is_integer/1, [P, Incr, Threshold, Value]);
               (_) -> false
            end,
    {test, one_or_more(fun(V) -> is_integer(V) orelse Valid(V) end), <<"not a valid update operation">>}.

%% A test that holds of what Valid holds of, and of lists of such.
one_or_more(Valid) ->
    fun(V) when is_list(V) -> is_list_of(Valid, V);
       (V) -> Valid(V)
    end.

is_list_of(Valid, [V | Vs]) -> Valid(V) andalso is_list_of(Valid, Vs);
is_list_of(_, Rest) -> Rest =:= [].

is_match_spec([]) -> false;
is_match_spec(Spec) -> try ets:match_spec_compile(Spec) of _ -> true catch error:badarg -> false end.

%% ---------------------------------------------------------------------------------------------------------
%% Input and output

io_hints(_, _, {io, arguments}) -> #{1 => <<"the device does not exist">>};
io_hints(_, _, {io, terminated}) -> #{1 => <<"the device has terminated">>};
io_hints(Name, [_, Format, Data], {device, format}) when Name =:= format; Name =:= fwrite -> format_hints(2, Format, Data);
io_hints(Name, [Format, Data], {device, format}) when Name =:= format; Name =:= fwrite -> format_hints(1, Format, Data);
io_hints(Name, [Format], {device, format}) when Name =:= format; Name =:= fwrite -> format_hints(1, Format, []);
io_hints(_, _, _) -> #{}.

%% At is the position of the format among the arguments; the data come next.
format_hints(At, Format, Data) ->
    case format_characters(Format) of
        error -> #{At => <<"not a valid format string">>};
        _ when not is_list(Data) -> #{At + 1 => <<"not a list">>};
        Characters ->
            case wanted(Characters) of
                {error, What} -> #{At => unicode:characters_to_binary(["format string invalid (", What, ")"])};
                Kinds when length(Kinds) =/= length(Data) -> #{At => <<"wrong number of arguments">>};
                Kinds ->
                    case misfits(1, Kinds, Data) of
                        [] -> #{At => <<"failed to format string">>};
                        Misfits -> #{At + 1 => unicode:characters_to_binary(lists:join(", ", Misfits))}
                    end
            end
    end.

format_characters(Format) when is_atom(Format) -> atom_to_list(Format);
format_characters(Format) when is_binary(Format); is_list(Format) ->
    try unicode:characters_to_list(Format) of
        Characters when is_list(Characters) -> Characters;
        _ -> error
    catch error:badarg -> error
    end;
format_characters(_) -> error.

misfits(I, [Kind | Kinds], [Value | Values]) ->
    case fits(Kind, Value) of
        true -> misfits(I + 1, Kinds, Values);
        false -> [io_lib:format("element ~w must be of type ~ts", [I, Kind]) | misfits(I + 1, Kinds, Values)]
    end;
misfits(_, [], []) -> [].

fits(any, _) -> true;
fits(integer, V) -> is_integer(V);
fits(float, V) -> is_float(V);
fits(string, V) when is_list(V) -> try is_list(unicode:characters_to_list(lists:flatten(V))) catch error:_ -> false end;
fits(string, V) -> is_atom(V) orelse is_binary(V).

%% What each of the data has to be for a format; or what is wrong with it.
wanted(Characters) -> wanted(Characters, []).

wanted([$~ | Rest], Kinds) -> padded(case Rest of [$- | Width] -> Width; _ -> Rest end, Kinds);
wanted([_ | Rest], Kinds) -> wanted(Rest, Kinds);
wanted([], Kinds) -> lists:reverse(Kinds).

%% Width, precision, and the character to pad with.
padded(Rest0, Kinds0) ->
    {Rest1, Kinds1} = number(Rest0, Kinds0),
    {Rest2, Kinds2} = case Rest1 of [$. | Precision] -> number(Precision, Kinds1); _ -> {Rest1, Kinds1} end,
    case Rest2 of
        [$., $* | Rest3] -> control(Rest3, [integer | Kinds2]);
        [$., _ | Rest3] -> control(Rest3, Kinds2);
        _ -> control(Rest2, Kinds2)
    end.

number([$* | Rest], Kinds) -> {Rest, [integer | Kinds]};
number(Rest, Kinds) -> {lists:dropwhile(fun(C) -> C >= $0 andalso C =< $9 end, Rest), Kinds}.

control([$K | Rest], Kinds) -> control(Rest, [any | Kinds]);
control([Modifier | Rest], Kinds) when Modifier =:= $t; Modifier =:= $l; Modifier =:= $k -> control(Rest, Kinds);
control([C | Rest], Kinds) ->
    case data(C) of
        unknown -> {error, ["invalid control ~", C]};
        Wanted -> wanted(Rest, lists:reverse(Wanted, Kinds))
    end;
control([], _) -> {error, "truncated"}.

data(C) when C =:= $~; C =:= $n -> [];
data(C) when C =:= $w; C =:= $p; C =:= $i -> [any];
data(C) when C =:= $W; C =:= $P -> [any, integer];
data(C) when C =:= $c; C =:= $b; C =:= $B -> [integer];
data(C) when C =:= $#; C =:= $+ -> [any];
data(C) when C =:= $x; C =:= $X -> [integer, any];
data(C) when C =:= $e; C =:= $f; C =:= $g -> [float];
data($s) -> [string];
data(_) -> unknown.
