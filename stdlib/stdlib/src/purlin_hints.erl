%% What is wrong with arguments, in words: natives and library modules say in a table what each of their arguments has to be.
-module(purlin_hints).
-moduledoc false.

-export([hints/3]).

%% The hints of a call by the kinds of its arguments; when they are all of the right kind, Otherwise ({Position, Text}, or none) holds.
hints(Arguments, Kinds, Otherwise) ->
    Checked = lists:sublist(Arguments, length(Kinds)),
    Found = #{I => Text || {I, Argument, Kind} <- lists:zip3(lists:seq(1, length(Checked)), Checked, lists:sublist(Kinds, length(Checked))),
                           {hint, Text} <- [hint(Kind, Argument)]},
    case Otherwise of
        {Position, Text} when map_size(Found) =:= 0 -> #{Position => Text};
        _ -> Found
    end.

hint(Kind, Value) ->
    case wrong(Kind, Value) of
        false -> ok;
        Text -> {hint, Text}
    end.

%% False, or what the value is not.
wrong(any, _) -> false;
%% The first of several that it fails.
wrong({first, Kinds}, V) ->
    case [Text || Kind <- Kinds, Text <- [wrong(Kind, V)], Text =/= false] of
        [Text | _] -> Text;
        [] -> false
    end;
wrong(number, V) -> not is_number(V) andalso <<"not a number">>;
wrong(integer, V) -> not is_integer(V) andalso <<"not an integer">>;
wrong({from, _}, V) when not is_integer(V) -> <<"not an integer">>;
wrong({from, Low}, V) -> V < Low andalso <<"out of range">>;
wrong({range, _, _}, V) when not is_integer(V) -> <<"not an integer">>;
wrong({range, Low, High}, V) -> (V < Low orelse V > High) andalso <<"out of range">>;
wrong(base, V) -> not (is_integer(V) andalso V >= 2 andalso V =< 36) andalso <<"not an integer in the range 2 through 36">>;
wrong(float, V) -> not is_float(V) andalso <<"not a float">>;
wrong(atom, V) -> not is_atom(V) andalso <<"not an atom">>;
wrong(boolean, V) -> not is_boolean(V) andalso <<"not a boolean ('true' or 'false')">>;
wrong(plain_binary, V) -> not is_binary(V) andalso <<"not a binary">>;
wrong(binary, V) when is_bitstring(V), not is_binary(V) -> <<"is a bitstring (expected a binary)">>;
wrong(binary, V) -> not is_binary(V) andalso <<"not a binary">>;
wrong(bitstring, V) -> not is_bitstring(V) andalso <<"not a bitstring">>;
wrong(some_list, V) -> not is_proper(V) andalso <<"not a list">>;
wrong(list, V) when not is_list(V) -> <<"not a list">>;
wrong(list, V) -> not is_proper(V) andalso <<"not a proper list">>;
wrong(characters, V) when is_list(V) ->
    case is_proper(V) of
        true -> not lists:all(fun is_character/1, V) andalso <<"not a list of characters">>;
        false -> <<"not a proper list">>
    end;
wrong(characters, _) -> <<"not a list">>;
wrong(nonempty, V) -> not (is_list(V) andalso V =/= []) andalso <<"not a nonempty list">>;
wrong(binaries, V) when is_list(V) ->
    case is_proper(V) of
        true -> not lists:all(fun is_binary/1, V) andalso <<"not a list of binaries">>;
        false -> <<"not a proper list">>
    end;
wrong(binaries, _) -> <<"not a list">>;
wrong(tuple, V) -> not is_tuple(V) andalso <<"not a tuple">>;
wrong(map, V) -> not is_map(V) andalso <<"not a map">>;
wrong(map_or_iterator, V) -> not (is_map(V) orelse maps:is_iterator_valid(V)) andalso <<"not a map or an iterator">>;
wrong(reference, V) -> not is_reference(V) andalso <<"not a reference">>;
wrong(pid, V) -> not is_pid(V) andalso <<"not a pid">>;
wrong(port, V) -> not is_port(V) andalso <<"not a port">>;
wrong('fun', V) -> not is_function(V) andalso <<"not a fun">>;
wrong({'fun', 1}, V) -> not is_function(V, 1) andalso <<"not a fun that takes one argument">>;
wrong({'fun', 2}, V) -> not is_function(V, 2) andalso <<"not a fun that takes two arguments">>;
wrong({'fun', 3}, V) -> not is_function(V, 3) andalso <<"not a fun that takes three arguments">>;
wrong(iodata, V) -> not is_iodata(V) andalso <<"not an iodata term">>;
wrong(iolist, V) -> not (is_list(V) andalso is_iodata(V)) andalso <<"not an iolist term">>;
wrong(part, {_, _}) -> false;
wrong(part, _) -> <<"not a valid {Pos,Length} tuple">>;
wrong(endian, V) -> not lists:member(V, [big, little]) andalso <<"must be 'big' or 'little'">>;
wrong(pattern, V) -> not is_pattern(V) andalso <<"not a valid pattern">>;
wrong(encoding, V) -> not lists:member(V, [latin1, utf8, unicode]) andalso <<"not one of the atoms: latin1, utf8, or unicode">>;
wrong(unit, V) -> not is_unit(V) andalso <<"invalid time unit">>;
wrong(regexp, {re_pattern, _, _, _, _}) -> false;
wrong(regexp, V) -> not is_iodata(V) andalso <<"neither an iodata term nor a compiled regular expression">>;
wrong({one_of, Values, Text}, V) -> not lists:member(V, Values) andalso Text;
wrong({test, Test, Text}, V) -> not Test(V) andalso Text.

is_proper(V) -> is_list(V) andalso (try length(V) of _ -> true catch error:badarg -> false end).

is_character(C) -> is_integer(C) andalso C >= 0 andalso C =< 16#10FFFF.

is_iodata(V) -> try iolist_size(V) of _ -> true catch error:badarg -> false end.

is_pattern(V) -> try binary:match(<<>>, V) of _ -> true catch error:badarg -> false end.

is_unit(V) -> try erlang:convert_time_unit(1, V, second) of _ -> true catch error:_ -> false end.
