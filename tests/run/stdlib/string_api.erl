%% Every function of string, with good and with bad arguments.
-module(string_api).
-export([main/0]).

main() ->
    casefold_1(),
    chomp_1(),
    is_empty_1(),
    length_1(),
    lowercase_1(),
    next_codepoint_1(),
    next_grapheme_1(),
    reverse_1(),
    titlecase_1(),
    to_graphemes_1(),
    trim_1(),
    uppercase_1(),
    equal_2(),
    equal_3(),
    equal_4(),
    find_2(),
    find_3(),
    jaro_similarity_2(),
    lexemes_2(),
    nth_lexeme_3(),
    pad_2(),
    pad_3(),
    pad_4(),
    prefix_2(),
    replace_3(),
    replace_4(),
    slice_2(),
    slice_3(),
    split_2(),
    split_3(),
    take_2(),
    take_3(),
    take_4(),
    to_float_1(),
    to_integer_1(),
    trim_2(),
    trim_3(),
    centre_2(),
    centre_3(),
    chars_2(),
    chars_3(),
    chr_2(),
    concat_2(),
    copies_2(),
    cspan_2(),
    join_2(),
    left_2(),
    left_3(),
    len_1(),
    list_to_float_1(),
    list_to_integer_1(),
    rchr_2(),
    right_2(),
    right_3(),
    rstr_2(),
    span_2(),
    str_2(),
    strip_1(),
    strip_2(),
    strip_3(),
    sub_string_2(),
    sub_string_3(),
    sub_word_2(),
    sub_word_3(),
    substr_2(),
    substr_3(),
    to_lower_1(),
    to_upper_1(),
    tokens_2(),
    words_1(),
    words_2().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

casefold_1() ->
    io:format("casefold/1~n"),
    p(fun() -> string:casefold(<<>>) end),
    p(fun() -> string:casefold([97, <<255>>]) end),
    p(fun() -> string:casefold([]) end),
    p(fun() -> string:casefold(<<13,10,32,32,196,176>>) end),
    p(fun() -> string:casefold("aab,") end),
    p(fun() -> string:casefold([foo]) end).

chomp_1() ->
    io:format("chomp/1~n"),
    p(fun() -> string:chomp(<<>>) end),
    p(fun() -> string:chomp(<<13,10,49,195,169,196,176>>) end),
    p(fun() -> string:chomp([304, 46, 46, 46]) end),
    p(fun() -> string:chomp(<<255>>) end),
    p(fun() -> string:chomp(undefined) end),
    p(fun() -> string:chomp(#{a => 1}) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> string:is_empty([]) end),
    p(fun() -> string:is_empty("A") end),
    p(fun() -> string:is_empty(<<255>>) end),
    p(fun() -> string:is_empty([97, <<255>>]) end).

length_1() ->
    io:format("length/1~n"),
    p(fun() -> string:length(<<255>>) end),
    p(fun() -> string:length([97, <<255>>]) end),
    p(fun() -> string:length("xy") end),
    p(fun() -> string:length([]) end),
    p(fun() -> string:length(<<>>) end),
    p(fun() -> string:length([13, 10, 120, 101, 769, 101, 769, 13, 10, 50, 44, 2325, 2381, 2325, 50]) end).

lowercase_1() ->
    io:format("lowercase/1~n"),
    p(fun() -> string:lowercase(<<255>>) end),
    p(fun() -> string:lowercase(#{a => 1}) end),
    p(fun() -> string:lowercase([]) end),
    p(fun() -> string:lowercase([64257, 304, 46]) end),
    p(fun() -> string:lowercase([13, 10, 10, 99, 13, 10, 66560]) end),
    p(fun() -> string:lowercase([233, 66, 66, 32, 233, 66, 128512, 64257, 65]) end).

next_codepoint_1() ->
    io:format("next_codepoint/1~n"),
    p(fun() -> string:next_codepoint(<<99,97,98,239,172,129,224,164,149,224,165,141,224,164,149,240,159,152,128>>) end),
    p(fun() -> string:next_codepoint([97, <<255>>]) end),
    p(fun() -> string:next_codepoint(<<240,159,152,128>>) end),
    p(fun() -> string:next_codepoint([]) end),
    p(fun() -> string:next_codepoint(#{}) end),
    p(fun() -> string:next_codepoint({a, b}) end).

next_grapheme_1() ->
    io:format("next_grapheme/1~n"),
    p(fun() -> string:next_grapheme([]) end),
    p(fun() -> string:next_grapheme(<<"o">>) end),
    p(fun() -> string:next_grapheme(<<196,176,224,164,149,224,165,141,224,164,149,32>>) end),
    p(fun() -> string:next_grapheme(<<5:3>>) end),
    p(fun() -> string:next_grapheme(<<".b">>) end),
    p(fun() -> string:next_grapheme(foo) end).

reverse_1() ->
    io:format("reverse/1~n"),
    p(fun() -> string:reverse([]) end),
    p(fun() -> string:reverse("Ba") end),
    p(fun() -> string:reverse(-1) end),
    p(fun() -> string:reverse(<<".">>) end),
    p(fun() -> string:reverse([97, <<255>>]) end),
    p(fun() -> string:reverse(<<"2x">>) end).

titlecase_1() ->
    io:format("titlecase/1~n"),
    p(fun() -> string:titlecase(-1) end),
    p(fun() -> string:titlecase(true) end),
    p(fun() -> string:titlecase([97, <<255>>]) end),
    p(fun() -> string:titlecase(<<195,169>>) end),
    p(fun() -> string:titlecase([223]) end),
    p(fun() -> string:titlecase(<<>>) end).

to_graphemes_1() ->
    io:format("to_graphemes/1~n"),
    p(fun() -> string:to_graphemes([32, 65, 111, 46, 13, 10, 44, 120, 101, 769, 2325, 2381, 2325, 13, 10, 64257]) end),
    p(fun() -> string:to_graphemes([97, <<255>>]) end),
    p(fun() -> string:to_graphemes([304, 50, 111]) end),
    p(fun() -> string:to_graphemes([10, 111, 65]) end),
    p(fun() -> string:to_graphemes([99, 128512]) end),
    p(fun() -> string:to_graphemes(#{a => 1}) end).

trim_1() ->
    io:format("trim/1~n"),
    p(fun() -> string:trim(#{}) end),
    p(fun() -> string:trim(<<50,98,10,239,172,129,44>>) end),
    p(fun() -> string:trim(<<65,196,176,32>>) end),
    p(fun() -> string:trim(<<255>>) end),
    p(fun() -> string:trim([233]) end),
    p(fun() -> string:trim(<<>>) end).

uppercase_1() ->
    io:format("uppercase/1~n"),
    p(fun() -> string:uppercase(true) end),
    p(fun() -> string:uppercase([10, 97, 98, 66, 49, 120, 223]) end),
    p(fun() -> string:uppercase(<<255>>) end),
    p(fun() -> string:uppercase([]) end),
    p(fun() -> string:uppercase(",b") end),
    p(fun() -> string:uppercase([223]) end).

equal_2() ->
    io:format("equal/2~n"),
    p(fun() -> string:equal(<<49,10>>, fun erlang:max/2) end),
    p(fun() -> string:equal([223, 98, 32, 233, 10, 304, 66, 66, 98, 304, 13, 10], fun erlang:self/0) end),
    p(fun() -> string:equal([97, <<255>>], []) end),
    p(fun() -> string:equal([], []) end),
    p(fun() -> string:equal([97, <<255>>], [120, 223]) end),
    p(fun() -> string:equal([], <<240,144,144,128,97,65,66,98>>) end).

equal_3() ->
    io:format("equal/3~n"),
    p(fun() -> string:equal([66560], [], true) end),
    p(fun() -> string:equal([304, 97, 98, 98, 13, 10], {a, b}, true) end),
    p(fun() -> string:equal([97, 98, 304], [128512], true) end),
    p(fun() -> string:equal([], " x", false) end),
    p(fun() -> string:equal([97, 32, 111, 10], {a, b}, true) end),
    p(fun() -> string:equal([223], [32, 223, 10, 101, 769], false) end).

equal_4() ->
    io:format("equal/4~n"),
    p(fun() -> string:equal([128512, 223, 223, 98, 128512], [], false, {}) end),
    p(fun() -> string:equal([], [10, 111, 65, 32], true, nfkd) end),
    p(fun() -> string:equal([120, 120, 99, 128512], [], false, none) end),
    p(fun() -> string:equal([66, 2325, 2381, 2325, 223, 101, 769], undefined, false, nfkc) end),
    p(fun() -> string:equal([], [111, 128512], true, nfkd) end),
    p(fun() -> string:equal(" b", [[]], false, nfkc) end).

find_2() ->
    io:format("find/2~n"),
    p(fun() -> string:find(<<255>>, "aa") end),
    p(fun() -> string:find([], ",") end),
    p(fun() -> string:find(<<255>>, [101, 769]) end),
    p(fun() -> string:find([], [223]) end),
    p(fun() -> string:find([10, 66], 3.5) end),
    p(fun() -> string:find(<<195,169>>, [foo]) end).

find_3() ->
    io:format("find/3~n"),
    p(fun() -> string:find([], <<"ab">>, trailing) end),
    p(fun() -> string:find([97, <<255>>], "o", both) end),
    p(fun() -> string:find("c12", "ab", foo) end),
    p(fun() -> string:find([[]], [101, 769], leading) end),
    p(fun() -> string:find([[]], [2325, 2381, 2325], leading) end),
    p(fun() -> string:find(<<13,10,240,144,144,128>>, "ab", trailing) end).

jaro_similarity_2() ->
    io:format("jaro_similarity/2~n"),
    p(fun() -> string:jaro_similarity([], []) end),
    p(fun() -> string:jaro_similarity([], [66, 97, 97, 9, 9, 120, 46, 9, 46]) end),
    p(fun() -> string:jaro_similarity([44, 99, 128512, 46, 233], []) end),
    p(fun() -> string:jaro_similarity(#{a => 1}, "c") end),
    p(fun() -> string:jaro_similarity([], [101, 769]) end),
    p(fun() -> string:jaro_similarity(true, "1,b") end).

lexemes_2() ->
    io:format("lexemes/2~n"),
    p(fun() -> string:lexemes(<<>>, 0) end),
    p(fun() -> string:lexemes([97, 128512], [10, [13, 10]]) end),
    p(fun() -> string:lexemes(<<44,13,10>>, [233, [13, 10]]) end),
    p(fun() -> string:lexemes([66, 304], ".ab") end),
    p(fun() -> string:lexemes(<<224,164,149,224,165,141,224,164,149>>, []) end),
    p(fun() -> string:lexemes(true, [[13, 10], [101, 769]]) end).

nth_lexeme_3() ->
    io:format("nth_lexeme/3~n"),
    p(fun() -> string:nth_lexeme([97, <<255>>], 1, [97, [13, 10], 10]) end),
    p(fun() -> string:nth_lexeme([[]], 5, [233, 46]) end),
    p(fun() -> string:nth_lexeme(<<"bc">>, 1, []) end),
    p(fun() -> string:nth_lexeme(<<>>, 1, [[13, 10], 10, 233]) end),
    p(fun() -> string:nth_lexeme(",", 2, [233, 98]) end),
    p(fun() -> string:nth_lexeme([], "xy", []) end).

pad_2() ->
    io:format("pad/2~n"),
    p(fun() -> string:pad([98, 49, 99, 233], 0) end),
    p(fun() -> string:pad([97, <<255>>], 1) end),
    p(fun() -> string:pad([97, <<255>>], 4) end),
    p(fun() -> string:pad([111, 66560, 120, 111], 0) end),
    p(fun() -> string:pad([], 1) end),
    p(fun() -> string:pad(<<"ab">>, 4) end).

pad_3() ->
    io:format("pad/3~n"),
    p(fun() -> string:pad(<<255>>, 0, trailing) end),
    p(fun() -> string:pad([], 5, leading) end),
    p(fun() -> string:pad(<<255>>, 5, [foo]) end),
    p(fun() -> string:pad("c", 0, leading) end),
    p(fun() -> string:pad(<<65,224,164,149,224,165,141,224,164,149,239,172,129>>, 0, trailing) end),
    p(fun() -> string:pad([98, 44, 98, 13, 10], 0, leading) end).

pad_4() ->
    io:format("pad/4~n"),
    p(fun() -> string:pad([233, 2325, 2381, 2325, 128512, 97, 98, 50, 50, 66, 2325, 2381, 2325, 46, 32], 10, foo, 120) end),
    p(fun() -> string:pad([97, <<255>>], 5, trailing, 120) end),
    p(fun() -> string:pad([], 10, leading, [101, 769]) end),
    p(fun() -> string:pad(<<>>, 10, trailing, 120) end),
    p(fun() -> string:pad([], 10, trailing, [101, 769]) end),
    p(fun() -> string:pad(<<>>, 10, both, 120) end).

prefix_2() ->
    io:format("prefix/2~n"),
    p(fun() -> string:prefix([97, 128512, 233, 65, 66560, 32], [49, 97, 98, 66560, 10]) end),
    p(fun() -> string:prefix(<<255>>, " ") end),
    p(fun() -> string:prefix(<<",a">>, {}) end),
    p(fun() -> string:prefix([97, <<255>>], "c") end),
    p(fun() -> string:prefix(true, [49, 101, 769, 98, 111]) end),
    p(fun() -> string:prefix([233, 64257, 304, 49, 64257, 65, 304, 223, 10, 97, 97], "A") end).

replace_3() ->
    io:format("replace/3~n"),
    p(fun() -> string:replace([101, 769, 120, 66560, 99, 97, 98, 10, 304], [101, 769], 0) end),
    p(fun() -> string:replace(<<>>, "a", <<1,2,3>>) end),
    p(fun() -> string:replace([], <<"ab">>, [13, 10, 97, 65, 2325, 2381, 2325, 50, 49, 65, 32, 304]) end),
    p(fun() -> string:replace(<<240,159,152,128>>, "aa", [a | b]) end),
    p(fun() -> string:replace([{a}], [304], "ab2") end),
    p(fun() -> string:replace("aba", undefined, [13, 10]) end).

replace_4() ->
    io:format("replace/4~n"),
    p(fun() -> string:replace(<<195,159,50,65,49>>, "c", [], leading) end),
    p(fun() -> string:replace([], [{a}], [], foo) end),
    p(fun() -> string:replace(<<>>, <<>>, [], leading) end),
    p(fun() -> string:replace([], "x", [99, 101, 769, 10, 44, 44, 44, 233], all) end),
    p(fun() -> string:replace([], [66560], [64257], leading) end),
    p(fun() -> string:replace(<<65,13,10,65,97>>, #{a => 1}, [], trailing) end).

slice_2() ->
    io:format("slice/2~n"),
    p(fun() -> string:slice([101, 769, 13, 10, 128512, 120, 304, 304], 6) end),
    p(fun() -> string:slice(<<>>, 1) end),
    p(fun() -> string:slice([], 1) end),
    p(fun() -> string:slice(<<111,196,176>>, 3) end),
    p(fun() -> string:slice(foo, 3) end),
    p(fun() -> string:slice({}, 6) end).

slice_3() ->
    io:format("slice/3~n"),
    p(fun() -> string:slice([13, 10, 10], 4, infinity) end),
    p(fun() -> string:slice("cBx,b", 6, 1) end),
    p(fun() -> string:slice(<<>>, 5, infinity) end),
    p(fun() -> string:slice([], 5, infinity) end),
    p(fun() -> string:slice([foo], 3, infinity) end),
    p(fun() -> string:slice(<<255>>, "xy", infinity) end).

split_2() ->
    io:format("split/2~n"),
    p(fun() -> string:split([], ".") end),
    p(fun() -> string:split([101, 769, 120, 44, 128512, 10, 10, 101, 769], <<"ab">>) end),
    p(fun() -> string:split(<<>>, [233]) end),
    p(fun() -> string:split([2325, 2381, 2325], <<"ab">>) end),
    p(fun() -> string:split([], <<5:3>>) end),
    p(fun() -> string:split([], fun erlang:abs/1) end).

split_3() ->
    io:format("split/3~n"),
    p(fun() -> string:split(<<255>>, " ", trailing) end),
    p(fun() -> string:split(<<255>>, "a", all) end),
    p(fun() -> string:split([97, 98, 101, 769, 65, 66560, 98, 50, 46], [128512], leading) end),
    p(fun() -> string:split([foo], [13, 10], all) end),
    p(fun() -> string:split(<<44,97,111,120,65,101,204,129,32>>, " ", trailing) end),
    p(fun() -> string:split([{a}], <<"b">>, trailing) end).

take_2() ->
    io:format("take/2~n"),
    p(fun() -> string:take([97, <<255>>], []) end),
    p(fun() -> string:take(<<>>, ".") end),
    p(fun() -> string:take(<<240,159,152,128,44,195,159,101,204,129,240,159,152,128>>, []) end),
    p(fun() -> string:take(<<"A">>, [[101, 769], 32]) end),
    p(fun() -> string:take(#{a => 1}, [98, 10]) end),
    p(fun() -> string:take(undefined, [[13, 10], [13, 10], 10]) end).

take_3() ->
    io:format("take/3~n"),
    p(fun() -> string:take([], [10, 98, 10], #{}) end),
    p(fun() -> string:take(<<>>, [233, 32, 97], false) end),
    p(fun() -> string:take(<<"A">>, [233], true) end),
    p(fun() -> string:take(fun erlang:self/0, [46, 233, 10], false) end),
    p(fun() -> string:take([304, 49, 120, 97, 98, 304, 111, 233], [233, [101, 769], 46], false) end),
    p(fun() -> string:take(<<101,204,129,239,172,129>>, " ", true) end).

take_4() ->
    io:format("take/4~n"),
    p(fun() -> string:take([65, 10], [[101, 769]], true, leading) end),
    p(fun() -> string:take(<<255>>, "a ", true, trailing) end),
    p(fun() -> string:take([64257, 2325, 2381, 2325, 304, 98, 50, 2325, 2381, 2325, 120, 46, 44], [233, [13, 10], 32], false, trailing) end),
    p(fun() -> string:take(<<255>>, " .", false, foo) end),
    p(fun() -> string:take([], [97, [13, 10], 46], false, trailing) end),
    p(fun() -> string:take(<<255>>, [[13, 10], [101, 769]], true, leading) end).

to_float_1() ->
    io:format("to_float/1~n"),
    p(fun() -> string:to_float([1, 2 | 3]) end),
    p(fun() -> string:to_float(<<"+Eee0E">>) end),
    p(fun() -> string:to_float([<<"  1x0">>, 32, 32, 49, 120, 48]) end),
    p(fun() -> string:to_float(#{a => 1}) end).

to_integer_1() ->
    io:format("to_integer/1~n"),
    p(fun() -> string:to_integer(<<"0">>) end),
    p(fun() -> string:to_integer(<<>>) end),
    p(fun() -> string:to_integer([<<>>]) end),
    p(fun() -> string:to_integer(<<"e e.E,">>) end).

trim_2() ->
    io:format("trim/2~n"),
    p(fun() -> string:trim("2A", both) end),
    p(fun() -> string:trim([1, 2 | 3], both) end),
    p(fun() -> string:trim(#{a => 1}, both) end),
    p(fun() -> string:trim(<<>>, leading) end),
    p(fun() -> string:trim(",x", leading) end),
    p(fun() -> string:trim("Aa", trailing) end).

trim_3() ->
    io:format("trim/3~n"),
    p(fun() -> string:trim(<<>>, both, "b") end),
    p(fun() -> string:trim(<<>>, leading, "...") end),
    p(fun() -> string:trim([65, 98, 10, 233, 97, 32, 304, 65, 223, 223, 120, 128512], leading, [10, 32, 46]) end),
    p(fun() -> string:trim(<<>>, leading, [[101, 769], [13, 10]]) end),
    p(fun() -> string:trim([66560, 64257], both, {}) end),
    p(fun() -> string:trim([], true, [[101, 769], 233, 97]) end).

centre_2() ->
    io:format("centre/2~n"),
    p(fun() -> string:centre("a", 2) end),
    p(fun() -> string:centre([], 3) end),
    p(fun() -> string:centre([65, 9], 2) end),
    p(fun() -> string:centre("xB", 3) end),
    p(fun() -> string:centre(" A B", foo) end),
    p(fun() -> string:centre(fun erlang:max/2, 2) end).

centre_3() ->
    io:format("centre/3~n"),
    p(fun() -> string:centre([], 2, 98) end),
    p(fun() -> string:centre("xa", 6, 65) end),
    p(fun() -> string:centre("x,", 4, 32) end),
    p(fun() -> string:centre([], 0, 120) end),
    p(fun() -> string:centre([9, 120], 5, <<>>) end),
    p(fun() -> string:centre(0, 2, 65) end).

chars_2() ->
    io:format("chars/2~n"),
    p(fun() -> string:chars(65, 2) end),
    p(fun() -> string:chars(98, 2) end),
    p(fun() -> string:chars(66, 6) end),
    p(fun() -> string:chars(<<1,2,3>>, 2) end),
    p(fun() -> string:chars(66, 3) end),
    p(fun() -> string:chars([], 3) end).

chars_3() ->
    io:format("chars/3~n"),
    p(fun() -> string:chars(97, 3, [9, 46, 98, 32]) end),
    p(fun() -> string:chars(0, 1, " B AA") end),
    p(fun() -> string:chars(98, 0, ",b") end),
    p(fun() -> string:chars(120, 6, []) end),
    p(fun() -> string:chars(<<5:3>>, 0, [9, 97, 65]) end),
    p(fun() -> string:chars(98, undefined, [65, 9, 98, 32]) end).

chr_2() ->
    io:format("chr/2~n"),
    p(fun() -> string:chr(foo, 66) end),
    p(fun() -> string:chr("x", 120) end),
    p(fun() -> string:chr("B B aA", 32) end),
    p(fun() -> string:chr([66, 97, 66, 9, 9], 66) end),
    p(fun() -> string:chr([], 65) end),
    p(fun() -> string:chr("xA.,A  ", undefined) end).

concat_2() ->
    io:format("concat/2~n"),
    p(fun() -> string:concat(undefined, [46, 9, 46, 66, 65]) end),
    p(fun() -> string:concat("ab.ABx", "bx") end),
    p(fun() -> string:concat(" xB,,.x", []) end),
    p(fun() -> string:concat([], [32, 66, 98, 97, 9, 65, 120, 9, 9, 65]) end),
    p(fun() -> string:concat([], []) end),
    p(fun() -> string:concat(<<>>, [9, 46]) end).

copies_2() ->
    io:format("copies/2~n"),
    p(fun() -> string:copies("a,x", 6) end),
    p(fun() -> string:copies([], 2) end),
    p(fun() -> string:copies([97, 46, 9, 9, 32, 97], 2) end),
    p(fun() -> string:copies(fun erlang:self/0, 0) end),
    p(fun() -> string:copies([], 5) end),
    p(fun() -> string:copies(3.5, 6) end).

cspan_2() ->
    io:format("cspan/2~n"),
    p(fun() -> string:cspan(fun erlang:self/0, [65, 44, 9]) end),
    p(fun() -> string:cspan(",x", " ,") end),
    p(fun() -> string:cspan("B ", []) end),
    p(fun() -> string:cspan([66, 120, 44, 9, 32], []) end),
    p(fun() -> string:cspan("A.A", {}) end),
    p(fun() -> string:cspan([9, 9], []) end).

join_2() ->
    io:format("join/2~n"),
    p(fun() -> string:join([[]], []) end),
    p(fun() -> string:join([[44, 97, 44, 65, 32, 9, 32, 46, 9]], []) end),
    p(fun() -> string:join([], []) end),
    p(fun() -> string:join(["x..,"], [120, 9]) end),
    p(fun() -> string:join([], <<>>) end),
    p(fun() -> string:join(#{a => 1}, ",,,x") end).

left_2() ->
    io:format("left/2~n"),
    p(fun() -> string:left([], 4) end),
    p(fun() -> string:left([], 0) end),
    p(fun() -> string:left([], 3) end),
    p(fun() -> string:left("ba", 1) end),
    p(fun() -> string:left([1, 2 | 3], 3) end),
    p(fun() -> string:left(<<5:3>>, 3) end).

left_3() ->
    io:format("left/3~n"),
    p(fun() -> string:left(",..", 0, 66) end),
    p(fun() -> string:left([97, 44, 32, 9, 32], 3, 66) end),
    p(fun() -> string:left(".", 6, 98) end),
    p(fun() -> string:left([], 0, 97) end),
    p(fun() -> string:left("BB", 6, foo) end),
    p(fun() -> string:left([], 5, #{}) end).

len_1() ->
    io:format("len/1~n"),
    p(fun() -> string:len("..BABa") end),
    p(fun() -> string:len([]) end),
    p(fun() -> string:len("aa") end),
    p(fun() -> string:len(<<1,2,3>>) end),
    p(fun() -> string:len("xbb b,.axbbA") end),
    p(fun() -> string:len(#{a => 1}) end).

list_to_float_1() ->
    io:format("list_to_float/1~n"),
    p(fun() -> string:list_to_float("-0E0+23") end),
    p(fun() -> string:list_to_float(<<"+E+">>) end),
    p(fun() -> string:list_to_float("-+") end),
    p(fun() -> string:list_to_float(<<"E+10">>) end).

list_to_integer_1() ->
    io:format("list_to_integer/1~n"),
    p(fun() -> string:list_to_integer(<<"-11">>) end),
    p(fun() -> string:list_to_integer(" +") end),
    p(fun() -> string:list_to_integer(<<"eE0..+">>) end),
    p(fun() -> string:list_to_integer("23e+") end).

rchr_2() ->
    io:format("rchr/2~n"),
    p(fun() -> string:rchr(".bxa", 98) end),
    p(fun() -> string:rchr([97, 98, 120, 44, 9, 98, 46, 66, 98, 120], 97) end),
    p(fun() -> string:rchr([], 66) end),
    p(fun() -> string:rchr(",", [a | b]) end),
    p(fun() -> string:rchr([], 65) end),
    p(fun() -> string:rchr([], <<5:3>>) end).

right_2() ->
    io:format("right/2~n"),
    p(fun() -> string:right([], 4) end),
    p(fun() -> string:right([], 1) end),
    p(fun() -> string:right("A", [[]]) end),
    p(fun() -> string:right([98, 44, 9, 120, 44], 5) end),
    p(fun() -> string:right([{a}], 2) end),
    p(fun() -> string:right(-1, 5) end).

right_3() ->
    io:format("right/3~n"),
    p(fun() -> string:right([], 5, 66) end),
    p(fun() -> string:right(",.b", 2, 97) end),
    p(fun() -> string:right("b.,bAxa", fun erlang:self/0, 97) end),
    p(fun() -> string:right([46, 9], 4, 65) end),
    p(fun() -> string:right(".,", 2, 65) end),
    p(fun() -> string:right([], [{a}], 66) end).

rstr_2() ->
    io:format("rstr/2~n"),
    p(fun() -> string:rstr([], []) end),
    p(fun() -> string:rstr([], "ab") end),
    p(fun() -> string:rstr([], ".A ") end),
    p(fun() -> string:rstr("A A", "a") end),
    p(fun() -> string:rstr([1, 2 | 3], "a") end),
    p(fun() -> string:rstr({}, "a") end).

span_2() ->
    io:format("span/2~n"),
    p(fun() -> string:span([9, 9, 9, 44, 32], []) end),
    p(fun() -> string:span([], []) end),
    p(fun() -> string:span(" Ax,BxB ", "A") end),
    p(fun() -> string:span([120, 9, 9], []) end),
    p(fun() -> string:span(<<>>, []) end),
    p(fun() -> string:span("x Bx", fun erlang:max/2) end).

str_2() ->
    io:format("str/2~n"),
    p(fun() -> string:str("b.", #{}) end),
    p(fun() -> string:str([], "aB") end),
    p(fun() -> string:str([], "aAx,,Bxb,") end),
    p(fun() -> string:str([32, 66, 44, 46, 98, 97, 97, 9, 44, 97, 32], {a, b}) end),
    p(fun() -> string:str(" b ", []) end),
    p(fun() -> string:str(" ", []) end).

strip_1() ->
    io:format("strip/1~n"),
    p(fun() -> string:strip("AAB") end),
    p(fun() -> string:strip(<<>>) end),
    p(fun() -> string:strip([120, 66, 46, 32, 66, 46, 46, 9, 65, 32, 98]) end),
    p(fun() -> string:strip([]) end),
    p(fun() -> string:strip("A. xa") end),
    p(fun() -> string:strip({}) end).

strip_2() ->
    io:format("strip/2~n"),
    p(fun() -> string:strip(<<5:3>>, left) end),
    p(fun() -> string:strip("a", right) end),
    p(fun() -> string:strip(".B", both) end),
    p(fun() -> string:strip([], left) end),
    p(fun() -> string:strip("xB", [[]]) end),
    p(fun() -> string:strip(" xB ", left) end).

strip_3() ->
    io:format("strip/3~n"),
    p(fun() -> string:strip("ba, ", {}, 98) end),
    p(fun() -> string:strip([9, 46, 44, 9, 120, 98, 46], both, 98) end),
    p(fun() -> string:strip([], right, 66) end),
    p(fun() -> string:strip([97, 97, 9, 98, 32, 32, 65, 97], right, 120) end),
    p(fun() -> string:strip(",b", <<5:3>>, 32) end),
    p(fun() -> string:strip("A", right, 66) end).

sub_string_2() ->
    io:format("sub_string/2~n"),
    p(fun() -> string:sub_string("a", 3) end),
    p(fun() -> string:sub_string(" b", 1) end),
    p(fun() -> string:sub_string("B", 5) end),
    p(fun() -> string:sub_string("b.", 3) end),
    p(fun() -> string:sub_string([65, 32, 9, 66, 32], 2) end),
    p(fun() -> string:sub_string(" a", 3) end).

sub_string_3() ->
    io:format("sub_string/3~n"),
    p(fun() -> string:sub_string(".A b.a  xbAb", 4, 0) end),
    p(fun() -> string:sub_string([], 0, 4) end),
    p(fun() -> string:sub_string(", ", 3, 5) end),
    p(fun() -> string:sub_string("b", 2, 6) end),
    p(fun() -> string:sub_string([9, 66, 9, 44, 97, 65, 120, 46, 65, 120], 5, 4) end),
    p(fun() -> string:sub_string("Aa", 2, 1) end).

sub_word_2() ->
    io:format("sub_word/2~n"),
    p(fun() -> string:sub_word([], 1) end),
    p(fun() -> string:sub_word(",B", 1) end),
    p(fun() -> string:sub_word([], 5) end),
    p(fun() -> string:sub_word([], 0) end),
    p(fun() -> string:sub_word("x,", -1) end),
    p(fun() -> string:sub_word(true, 6) end).

sub_word_3() ->
    io:format("sub_word/3~n"),
    p(fun() -> string:sub_word([9], 5, 32) end),
    p(fun() -> string:sub_word("ba axbA,", 3, 97) end),
    p(fun() -> string:sub_word("abAabb", [foo], 65) end),
    p(fun() -> string:sub_word([], 4, 97) end),
    p(fun() -> string:sub_word([], -1, 32) end),
    p(fun() -> string:sub_word(fun erlang:self/0, 0, 97) end).

substr_2() ->
    io:format("substr/2~n"),
    p(fun() -> string:substr([9, 65], 1) end),
    p(fun() -> string:substr([], 5) end),
    p(fun() -> string:substr(", xA", 3) end),
    p(fun() -> string:substr("bb", #{}) end),
    p(fun() -> string:substr([], 1) end),
    p(fun() -> string:substr([46, 120, 9, 120, 44, 98], 5) end).

substr_3() ->
    io:format("substr/3~n"),
    p(fun() -> string:substr([], 4, 5) end),
    p(fun() -> string:substr("a.", 6, 5) end),
    p(fun() -> string:substr(",", 1, 1) end),
    p(fun() -> string:substr([], 1, 5) end),
    p(fun() -> string:substr([65, 9, 66], 2, 4) end),
    p(fun() -> string:substr([9, 32, 46, 98, 97, 65, 97], 1, 1) end).

to_lower_1() ->
    io:format("to_lower/1~n"),
    p(fun() -> string:to_lower([]) end),
    p(fun() -> string:to_lower([120, 65, 9, 98]) end),
    p(fun() -> string:to_lower(98) end),
    p(fun() -> string:to_lower([2325, 2381, 2325, 111]) end),
    p(fun() -> string:to_lower(undefined) end),
    p(fun() -> string:to_lower(fun erlang:max/2) end).

to_upper_1() ->
    io:format("to_upper/1~n"),
    p(fun() -> string:to_upper(",") end),
    p(fun() -> string:to_upper(97) end),
    p(fun() -> string:to_upper([64257]) end),
    p(fun() -> string:to_upper([]) end),
    p(fun() -> string:to_upper(<<1,2,3>>) end),
    p(fun() -> string:to_upper(foo) end).

tokens_2() ->
    io:format("tokens/2~n"),
    p(fun() -> string:tokens([65, 9, 66, 32, 9], "xA") end),
    p(fun() -> string:tokens([], "a") end),
    p(fun() -> string:tokens([], ",AB b") end),
    p(fun() -> string:tokens("aab,x AA", ",B,A,") end),
    p(fun() -> string:tokens({}, ",B,") end),
    p(fun() -> string:tokens(<<1,2,3>>, "b.") end).

words_1() ->
    io:format("words/1~n"),
    p(fun() -> string:words([]) end),
    p(fun() -> string:words(<<5:3>>) end),
    p(fun() -> string:words([46, 9, 98, 65]) end),
    p(fun() -> string:words("A") end),
    p(fun() -> string:words("BA ") end),
    p(fun() -> string:words(#{}) end).

words_2() ->
    io:format("words/2~n"),
    p(fun() -> string:words(", ", undefined) end),
    p(fun() -> string:words("x", 32) end),
    p(fun() -> string:words(",A,", 97) end),
    p(fun() -> string:words("xa B", 120) end),
    p(fun() -> string:words(fun erlang:max/2, 65) end),
    p(fun() -> string:words([9, 66, 97, 120, 98, 32, 97, 65, 65, 32, 46], 65) end).
