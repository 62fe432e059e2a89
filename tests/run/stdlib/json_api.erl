%% Every function of json, with good and with bad arguments.
-module(json_api).
-export([main/0]).

main() ->
    encode_1(),
    encode_2(),
    encode_atom_2(),
    encode_binary_1(),
    encode_binary_escape_all_1(),
    encode_float_1(),
    encode_integer_1(),
    encode_list_2(),
    encode_map_2(),
    encode_map_checked_2(),
    encode_key_value_list_2(),
    encode_key_value_list_checked_2(),
    encode_value_2(),
    format_1(),
    format_2(),
    format_3(),
    format_value_3(),
    format_key_value_list_3(),
    format_key_value_list_checked_3(),
    decode_1(),
    decode_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

encode_1() ->
    io:format("encode/1~n"),
    p(fun() -> json:encode({}) end),
    p(fun() -> json:encode(3.5) end),
    p(fun() -> json:encode(-3) end),
    p(fun() -> json:encode(15003) end),
    p(fun() -> json:encode(#{}) end),
    p(fun() -> json:encode([a | b]) end).

encode_2() ->
    io:format("encode/2~n"),
    p(fun() -> json:encode([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], fun json:encode_value/2) end),
    p(fun() -> json:encode(36992, fun json:encode_value/2) end),
    p(fun() -> json:encode(false, fun(X, Y) -> json:encode_value(X, Y) end) end),
    p(fun() -> json:encode(76338, fun json:encode_value/2) end),
    p(fun() -> json:encode(#{}, [1, 2 | 3]) end),
    p(fun() -> json:encode(70369, fun erlang:self/0) end).

encode_atom_2() ->
    io:format("encode_atom/2~n"),
    p(fun() -> json:encode_atom(d, fun json:encode_value/2) end),
    p(fun() -> json:encode_atom(b, undefined) end),
    p(fun() -> json:encode_atom(b, fun json:encode_value/2) end),
    p(fun() -> json:encode_atom('', fun json:encode_value/2) end),
    p(fun() -> json:encode_atom(bar, fun json:encode_value/2) end),
    p(fun() -> json:encode_atom([a | b], fun json:encode_value/2) end).

encode_binary_1() ->
    io:format("encode_binary/1~n"),
    p(fun() -> json:encode_binary(<<>>) end),
    p(fun() -> json:encode_binary({}) end),
    p(fun() -> json:encode_binary([]) end),
    p(fun() -> json:encode_binary(<<49,120,240,144,144,128,101,204,129,120>>) end),
    p(fun() -> json:encode_binary(<<239,172,129,120>>) end),
    p(fun() -> json:encode_binary(<<224,164,149,224,165,141,224,164,149,98,99>>) end).

encode_binary_escape_all_1() ->
    io:format("encode_binary_escape_all/1~n"),
    p(fun() -> json:encode_binary_escape_all(<<",.ABB">>) end),
    p(fun() -> json:encode_binary_escape_all(<<>>) end),
    p(fun() -> json:encode_binary_escape_all(<<32,66,44,65,44,9,46,65,65>>) end),
    p(fun() -> json:encode_binary_escape_all(<<"x Bab">>) end),
    p(fun() -> json:encode_binary_escape_all(3.5) end),
    p(fun() -> json:encode_binary_escape_all(fun erlang:self/0) end).

encode_float_1() ->
    io:format("encode_float/1~n"),
    p(fun() -> json:encode_float(<<1,2,3>>) end),
    p(fun() -> json:encode_float(3.0) end),
    p(fun() -> json:encode_float(fun erlang:abs/1) end),
    p(fun() -> json:encode_float(1.0) end),
    p(fun() -> json:encode_float(7.4926375217268575) end),
    p(fun() -> json:encode_float(4.0) end).

encode_integer_1() ->
    io:format("encode_integer/1~n"),
    p(fun() -> json:encode_integer(foo) end),
    p(fun() -> json:encode_integer(true) end),
    p(fun() -> json:encode_integer(2) end),
    p(fun() -> json:encode_integer(155577737416844560790) end),
    p(fun() -> json:encode_integer(-113394422076620802529) end),
    p(fun() -> json:encode_integer(10) end).

encode_list_2() ->
    io:format("encode_list/2~n"),
    p(fun() -> json:encode_list([a | b], fun json:encode_value/2) end),
    p(fun() -> json:encode_list([], foo) end),
    p(fun() -> json:encode_list([''], fun json:encode_value/2) end),
    p(fun() -> json:encode_list([], fun json:encode_value/2) end),
    p(fun() -> json:encode_list([54522, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], <<32,97,97,98,65,44,10,44,111,99>>], fun json:encode_value/2) end),
    p(fun() -> json:encode_list([7, false], -1) end).

encode_map_2() ->
    io:format("encode_map/2~n"),
    p(fun() -> json:encode_map(#{}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map(#{c => -1}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map(fun erlang:self/0, fun json:encode_value/2) end),
    p(fun() -> json:encode_map(#{d => [foo, #{}, [1, 2, 3, 4, 5, 6]]}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map(#{d => #{}}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map(0, fun json:encode_value/2) end).

encode_map_checked_2() ->
    io:format("encode_map_checked/2~n"),
    p(fun() -> json:encode_map_checked(#{<<"a">> => true}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map_checked(#{}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map_checked(3.5, fun json:encode_value/2) end),
    p(fun() -> json:encode_map_checked(#{a => <<240,159,152,128,240,144,144,128,98,49,101,204,129,196,176,99>>}, fun json:encode_value/2) end),
    p(fun() -> json:encode_map_checked(#{}, [[]]) end),
    p(fun() -> json:encode_map_checked(#{a => 74036}, fun json:encode_value/2) end).

encode_key_value_list_2() ->
    io:format("encode_key_value_list/2~n"),
    p(fun() -> json:encode_key_value_list([{b, #{}}, {foo, []}], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list([{c, <<>>}], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list([{a, #{}}, {foo, <<195,159,65,97,98,66,97,98,98,99,240,159,152,128>>}], 3.5) end),
    p(fun() -> json:encode_key_value_list([], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list([], 3.5) end),
    p(fun() -> json:encode_key_value_list([{bar, b}, {b, 4667}, {b, 3917}, {b, #{}}, {b, #{a => null}}, {foo, true}, {b, 29408}, {foo, 51464}, {'', []}, {'', [#{}, 39719]}], fun json:encode_value/2) end).

encode_key_value_list_checked_2() ->
    io:format("encode_key_value_list_checked/2~n"),
    p(fun() -> json:encode_key_value_list_checked([], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list_checked([{b, <<"ab">>}], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list_checked({}, fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list_checked([{'hello world', #{}}, {bar, -3}], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list_checked([{a, <<"a">>}, {b, #{}}, {foo, 39112}], fun json:encode_value/2) end),
    p(fun() -> json:encode_key_value_list_checked([], [a | b]) end).

encode_value_2() ->
    io:format("encode_value/2~n"),
    p(fun() -> json:encode_value(#{}, fun json:encode_value/2) end),
    p(fun() -> json:encode_value(90261, fun json:encode_value/2) end),
    p(fun() -> json:encode_value(#{}, <<5:3>>) end),
    p(fun() -> json:encode_value(#{}, [{a}]) end),
    p(fun() -> json:encode_value('hello world', fun json:encode_value/2) end),
    p(fun() -> json:encode_value('', fun json:encode_value/2) end).

format_1() ->
    io:format("format/1~n"),
    p(fun() -> json:format([<<"a1">>, <<240,144,144,128,99,120,224,164,149,224,165,141,224,164,149,49>>]) end),
    p(fun() -> json:format([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]) end),
    p(fun() -> json:format(b) end),
    p(fun() -> json:format(<<>>) end),
    p(fun() -> json:format([{a}]) end),
    p(fun() -> json:format(<<5:3>>) end).

format_2() ->
    io:format("format/2~n"),
    p(fun() -> json:format(79106, fun erlang:abs/1) end),
    p(fun() -> json:format(#{}, true) end),
    p(fun() -> json:format(a, #{max => 20}) end),
    p(fun() -> json:format(<<"a">>, #{max => 20}) end),
    p(fun() -> json:format([], #{max => 20}) end),
    p(fun() -> json:format(69418, #{max => 20}) end).

format_3() ->
    io:format("format/3~n"),
    p(fun() -> json:format(5, fun json:format_value/3, #{indent => 4}) end),
    p(fun() -> json:format('', fun json:format_value/3, #{max => 20}) end),
    p(fun() -> json:format(<<1,2,3>>, fun json:format_value/3, #{}) end),
    p(fun() -> json:format([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], fun json:format_value/3, #{max => 20}) end),
    p(fun() -> json:format([], fun json:format_value/3, 3.5) end),
    p(fun() -> json:format(true, {}, #{max => 20}) end).

format_value_3() ->
    io:format("format_value/3~n"),
    p(fun() -> json:format_value(#{}, fun json:format_value/3, true) end),
    p(fun() -> json:format_value(#{}, fun json:format_value/3, fun erlang:abs/1) end),
    p(fun() -> json:format_value(<<>>, fun json:format_value/3, [foo]) end),
    p(fun() -> json:format_value(4, fun json:format_value/3, fun erlang:self/0) end),
    p(fun() -> json:format_value(-2, fun json:format_value/3, []) end),
    p(fun() -> json:format_value(true, fun json:format_value/3, 3.5) end).

format_key_value_list_3() ->
    io:format("format_key_value_list/3~n"),
    p(fun() -> json:format_key_value_list([], fun json:format_value/3, "xy") end),
    p(fun() -> json:format_key_value_list([], fun json:format_value/3, #{}) end).

format_key_value_list_checked_3() ->
    io:format("format_key_value_list_checked/3~n"),
    p(fun() -> json:format_key_value_list_checked([{'hello world', <<>>}, {b, #{}}, {bar, #{}}, {a, #{}}], fun json:format_value/3, <<>>) end),
    p(fun() -> json:format_key_value_list_checked([{d, false}, {bar, -3}, {d, []}, {a, bar}, {b, #{}}, {c, 6}], fun json:format_value/3, fun erlang:abs/1) end).

decode_1() ->
    io:format("decode/1~n"),
    p(fun() -> json:decode(<<"{}">>) end),
    p(fun() -> json:decode(<<"6">>) end),
    p(fun() -> json:decode(<<91,49,44,50,44,51,44,52,44,53,44,54,44,55,44,56,44,57,44,49,48,44,49,49,44,49,50,44,49,51,44,49,52,44,49,53,44,49,54,44,49,55,44,49,56,44,49,57,44,50,48,44,50,49,44,50,50,44,50,51,44,50,52,44,50,53,44,50,54,44,50,55,44,50,56,44,50,57,44,51,48,44,51,49,44,51,50,44,51,51,44,51,52,44,51,53,44,51,54,44,51,55,93,10>>) end),
    p(fun() -> json:decode(<<"86210">>) end),
    p(fun() -> json:decode(fun erlang:abs/1) end),
    p(fun() -> json:decode(true) end).

decode_3() ->
    io:format("decode/3~n"),
    p(fun() -> json:decode(<<91,93,10>>, 3, #{}) end),
    p(fun() -> json:decode(<<"x1">>, [a | b], #{}) end),
    p(fun() -> json:decode(<<91,49,44,50,44,51,93,10>>, <<>>, #{}) end),
    p(fun() -> json:decode(<<"true">>, 4, #{}) end),
    p(fun() -> json:decode(<<55,54,57,48,50,10>>, 4, <<5:3>>) end),
    p(fun() -> json:decode(<<49,46,48,10>>, 0, #{}) end).
