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
format_error(_Reason, [{Module, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case rule(Module, Name, length(Arguments)) of
        {Kinds, Otherwise} -> purlin_hints:hints(Arguments, Kinds, Otherwise);
        none -> #{};
        Kinds -> purlin_hints:hints(Arguments, Kinds, none)
    end;
format_error(_, _) -> #{}.

rule(lists, Name, 3) when Name =:= keymember; Name =:= keyfind; Name =:= keysearch -> [any, {from, 1}, list];
rule(lists, member, 2) -> [any, list];
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
