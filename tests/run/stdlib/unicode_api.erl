%% Every function of unicode, with good and with bad arguments.
-module(unicode_api).
-export([main/0]).

main() ->
    characters_to_nfc_list_1(),
    characters_to_nfd_list_1(),
    characters_to_nfkc_list_1(),
    characters_to_nfkd_list_1(),
    characters_to_nfc_binary_1(),
    characters_to_nfd_binary_1(),
    characters_to_nfkc_binary_1(),
    characters_to_nfkd_binary_1(),
    category_1(),
    is_id_start_1(),
    is_id_continue_1(),
    is_whitespace_1(),
    bom_to_encoding_1(),
    encoding_to_bom_1(),
    characters_to_list_int_2(),
    characters_to_binary_int_2(),
    characters_to_list_1(),
    characters_to_list_2(),
    characters_to_binary_1(),
    characters_to_binary_2(),
    characters_to_binary_3(),
    bin_is_7bit_1().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

characters_to_nfc_list_1() ->
    io:format("characters_to_nfc_list/1~n"),
    p(fun() -> unicode:characters_to_nfc_list("1") end),
    p(fun() -> unicode:characters_to_nfc_list([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_nfc_list([[101, 769, 49], <<10,50,66,66,196,176,44,240,144,144,128,97,46,97,98,240,159,152,128>> | <<101,204,129,65,224,164,149,224,165,141,224,164,149>>]) end),
    p(fun() -> unicode:characters_to_nfc_list({a, b}) end),
    p(fun() -> unicode:characters_to_nfc_list(<<255>>) end),
    p(fun() -> unicode:characters_to_nfc_list(undefined) end).

characters_to_nfd_list_1() ->
    io:format("characters_to_nfd_list/1~n"),
    p(fun() -> unicode:characters_to_nfd_list([[64257, 99, 32, 101, 769, 13, 10, 10, 46, 66560, 97, 97, 98], <<>> | <<>>]) end),
    p(fun() -> unicode:characters_to_nfd_list([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_nfd_list([[233, 111], <<>> | <<224,164,149,224,165,141,224,164,149,195,169,97,98,101,204,129,10,240,159,152,128,98,44,66,101,204,129,240,144,144,128>>]) end),
    p(fun() -> unicode:characters_to_nfd_list(0) end),
    p(fun() -> unicode:characters_to_nfd_list([[98, 32, 128512, 65], <<>> | <<"A">>]) end),
    p(fun() -> unicode:characters_to_nfd_list(#{a => 1}) end).

characters_to_nfkc_list_1() ->
    io:format("characters_to_nfkc_list/1~n"),
    p(fun() -> unicode:characters_to_nfkc_list([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_nfkc_list("o") end),
    p(fun() -> unicode:characters_to_nfkc_list(<<1,2,3>>) end),
    p(fun() -> unicode:characters_to_nfkc_list(foo) end),
    p(fun() -> unicode:characters_to_nfkc_list([]) end),
    p(fun() -> unicode:characters_to_nfkc_list(true) end).

characters_to_nfkd_list_1() ->
    io:format("characters_to_nfkd_list/1~n"),
    p(fun() -> unicode:characters_to_nfkd_list([[]]) end),
    p(fun() -> unicode:characters_to_nfkd_list(<<255>>) end),
    p(fun() -> unicode:characters_to_nfkd_list([[], <<>> | <<"Bx">>]) end),
    p(fun() -> unicode:characters_to_nfkd_list([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_nfkd_list([foo]) end),
    p(fun() -> unicode:characters_to_nfkd_list([1, 2 | 3]) end).

characters_to_nfc_binary_1() ->
    io:format("characters_to_nfc_binary/1~n"),
    p(fun() -> unicode:characters_to_nfc_binary([{a}]) end),
    p(fun() -> unicode:characters_to_nfc_binary([[], <<66,13,10,32,98>> | <<46,196,176>>]) end),
    p(fun() -> unicode:characters_to_nfc_binary([]) end),
    p(fun() -> unicode:characters_to_nfc_binary("x") end),
    p(fun() -> unicode:characters_to_nfc_binary([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_nfc_binary([a | b]) end).

characters_to_nfd_binary_1() ->
    io:format("characters_to_nfd_binary/1~n"),
    p(fun() -> unicode:characters_to_nfd_binary([64257, 120]) end),
    p(fun() -> unicode:characters_to_nfd_binary(<<10>>) end),
    p(fun() -> unicode:characters_to_nfd_binary(0) end),
    p(fun() -> unicode:characters_to_nfd_binary([[], <<>> | <<"ab">>]) end),
    p(fun() -> unicode:characters_to_nfd_binary([".,", <<239,172,129,44>> | <<239,172,129,46>>]) end),
    p(fun() -> unicode:characters_to_nfd_binary(<<5:3>>) end).

characters_to_nfkc_binary_1() ->
    io:format("characters_to_nfkc_binary/1~n"),
    p(fun() -> unicode:characters_to_nfkc_binary([]) end),
    p(fun() -> unicode:characters_to_nfkc_binary([98, 65, 66560, 120]) end),
    p(fun() -> unicode:characters_to_nfkc_binary(<<195,169,120,97>>) end),
    p(fun() -> unicode:characters_to_nfkc_binary(",") end),
    p(fun() -> unicode:characters_to_nfkc_binary(<<5:3>>) end),
    p(fun() -> unicode:characters_to_nfkc_binary(true) end).

characters_to_nfkd_binary_1() ->
    io:format("characters_to_nfkd_binary/1~n"),
    p(fun() -> unicode:characters_to_nfkd_binary([[10, 10, 10, 111, 64257, 2325, 2381, 2325, 49, 2325, 2381, 2325, 223, 49, 66560, 111], <<>> | <<>>]) end),
    p(fun() -> unicode:characters_to_nfkd_binary(<<120,65,97,98,99,97,98,46,13,10,98,66>>) end),
    p(fun() -> unicode:characters_to_nfkd_binary(<<>>) end),
    p(fun() -> unicode:characters_to_nfkd_binary([[], <<13,10,240,159,152,128,44>> | <<240,159,152,128,97,98,101,204,129,224,164,149,224,165,141,224,164,149,195,169,120,224,164,149,224,165,141,224,164,149,240,159,152,128,10,97,195,159>>]) end),
    p(fun() -> unicode:characters_to_nfkd_binary([1, 2 | 3]) end),
    p(fun() -> unicode:characters_to_nfkd_binary(undefined) end).

category_1() ->
    io:format("category/1~n"),
    p(fun() -> unicode:category(25) end),
    p(fun() -> unicode:category("xy") end),
    p(fun() -> unicode:category(undefined) end),
    p(fun() -> unicode:category(43) end),
    p(fun() -> unicode:category(0) end),
    p(fun() -> unicode:category(208) end).

is_id_start_1() ->
    io:format("is_id_start/1~n"),
    p(fun() -> unicode:is_id_start(139) end),
    p(fun() -> unicode:is_id_start(-1) end),
    p(fun() -> unicode:is_id_start(99) end),
    p(fun() -> unicode:is_id_start(16) end),
    p(fun() -> unicode:is_id_start(207) end),
    p(fun() -> unicode:is_id_start([{a}]) end).

is_id_continue_1() ->
    io:format("is_id_continue/1~n"),
    p(fun() -> unicode:is_id_continue(108) end),
    p(fun() -> unicode:is_id_continue(200) end),
    p(fun() -> unicode:is_id_continue({}) end),
    p(fun() -> unicode:is_id_continue(foo) end),
    p(fun() -> unicode:is_id_continue(187) end),
    p(fun() -> unicode:is_id_continue(250) end).

is_whitespace_1() ->
    io:format("is_whitespace/1~n"),
    p(fun() -> unicode:is_whitespace(59) end),
    p(fun() -> unicode:is_whitespace(233) end),
    p(fun() -> unicode:is_whitespace(92) end),
    p(fun() -> unicode:is_whitespace(fun erlang:abs/1) end),
    p(fun() -> unicode:is_whitespace(132) end),
    p(fun() -> unicode:is_whitespace([]) end).

bom_to_encoding_1() ->
    io:format("bom_to_encoding/1~n"),
    p(fun() -> unicode:bom_to_encoding(<<254,255>>) end),
    p(fun() -> unicode:bom_to_encoding(<<239,187,191>>) end),
    p(fun() -> unicode:bom_to_encoding([foo]) end),
    p(fun() -> unicode:bom_to_encoding([]) end),
    p(fun() -> unicode:bom_to_encoding(<<255,254,0,0>>) end),
    p(fun() -> unicode:bom_to_encoding(<<255,254>>) end).

encoding_to_bom_1() ->
    io:format("encoding_to_bom/1~n"),
    p(fun() -> unicode:encoding_to_bom({utf32, little}) end),
    p(fun() -> unicode:encoding_to_bom({utf16, big}) end),
    p(fun() -> unicode:encoding_to_bom(utf32) end),
    p(fun() -> unicode:encoding_to_bom(unicode) end),
    p(fun() -> unicode:encoding_to_bom({a, b}) end),
    p(fun() -> unicode:encoding_to_bom(3.5) end).

characters_to_list_int_2() ->
    io:format("characters_to_list_int/2~n"),
    p(fun() -> unicode:characters_to_list_int(<<255>>, utf8) end),
    p(fun() -> unicode:characters_to_list_int(<<239,172,129,98>>, unicode) end),
    p(fun() -> unicode:characters_to_list_int([], latin1) end),
    p(fun() -> unicode:characters_to_list_int([2325, 2381, 2325], unicode) end),
    p(fun() -> unicode:characters_to_list_int([], "xy") end),
    p(fun() -> unicode:characters_to_list_int([97, <<255>>], #{a => 1}) end).

characters_to_binary_int_2() ->
    io:format("characters_to_binary_int/2~n"),
    p(fun() -> unicode:characters_to_binary_int([66560, 64257], latin1) end),
    p(fun() -> unicode:characters_to_binary_int([], utf8) end),
    p(fun() -> unicode:characters_to_binary_int([223, 49], utf8) end),
    p(fun() -> unicode:characters_to_binary_int([97, <<255>>], {a, b}) end),
    p(fun() -> unicode:characters_to_binary_int([97, <<255>>], latin1) end),
    p(fun() -> unicode:characters_to_binary_int(<<5:3>>, latin1) end).

characters_to_list_1() ->
    io:format("characters_to_list/1~n"),
    p(fun() -> unicode:characters_to_list([97, <<255>>]) end),
    p(fun() -> unicode:characters_to_list([111, 49, 101, 769]) end),
    p(fun() -> unicode:characters_to_list([]) end),
    p(fun() -> unicode:characters_to_list(<<120,44,46,65,98,195,159,49,97,98>>) end),
    p(fun() -> unicode:characters_to_list([a | b]) end),
    p(fun() -> unicode:characters_to_list(#{a => 1}) end).

characters_to_list_2() ->
    io:format("characters_to_list/2~n"),
    p(fun() -> unicode:characters_to_list([[]], {utf16, little}) end),
    p(fun() -> unicode:characters_to_list([a | b], utf16) end),
    p(fun() -> unicode:characters_to_list("B", utf8) end),
    p(fun() -> unicode:characters_to_list(<<>>, {utf16, little}) end),
    p(fun() -> unicode:characters_to_list("ab", {utf16, little}) end),
    p(fun() -> unicode:characters_to_list(<<255>>, 0) end).

characters_to_binary_1() ->
    io:format("characters_to_binary/1~n"),
    p(fun() -> unicode:characters_to_binary(fun erlang:max/2) end),
    p(fun() -> unicode:characters_to_binary([]) end),
    p(fun() -> unicode:characters_to_binary(<<1,2,3>>) end),
    p(fun() -> unicode:characters_to_binary("a") end),
    p(fun() -> unicode:characters_to_binary([101, 769, 13, 10]) end),
    p(fun() -> unicode:characters_to_binary({}) end).

characters_to_binary_2() ->
    io:format("characters_to_binary/2~n"),
    p(fun() -> unicode:characters_to_binary([49, 101, 769, 111, 98, 50], latin1) end),
    p(fun() -> unicode:characters_to_binary(<<>>, latin1) end),
    p(fun() -> unicode:characters_to_binary([], utf8) end),
    p(fun() -> unicode:characters_to_binary(<<65,66,111,101,204,129,97,98,195,169>>, <<1,2,3>>) end),
    p(fun() -> unicode:characters_to_binary(<<240,144,144,128,66,224,164,149,224,165,141,224,164,149>>, #{a => 1}) end),
    p(fun() -> unicode:characters_to_binary([], latin1) end).

characters_to_binary_3() ->
    io:format("characters_to_binary/3~n"),
    p(fun() -> unicode:characters_to_binary(<<255>>, latin1, utf16) end),
    p(fun() -> unicode:characters_to_binary(<<255>>, utf8, latin1) end),
    p(fun() -> unicode:characters_to_binary(<<>>, utf8, utf16) end),
    p(fun() -> unicode:characters_to_binary(<<255>>, latin1, utf32) end),
    p(fun() -> unicode:characters_to_binary([97, <<255>>], [[]], utf8) end),
    p(fun() -> unicode:characters_to_binary(<<66,66,46,101,204,129,224,164,149,224,165,141,224,164,149,98,111,32,195,169,13,10>>, latin1, <<5:3>>) end).

bin_is_7bit_1() ->
    io:format("bin_is_7bit/1~n"),
    p(fun() -> unicode:bin_is_7bit(<<>>) end),
    p(fun() -> unicode:bin_is_7bit(fun erlang:max/2) end),
    p(fun() -> unicode:bin_is_7bit(<<49,97,101,204,129>>) end),
    p(fun() -> unicode:bin_is_7bit(<<195,169>>) end).
