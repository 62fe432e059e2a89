%% Every function of unicode_util, with good and with bad arguments.
-module(unicode_util_api).
-export([main/0]).

main() ->
    cp_1(),
    gc_1(),
    nfc_1(),
    nfd_1(),
    nfkc_1(),
    nfkd_1(),
    uppercase_1(),
    lowercase_1(),
    titlecase_1(),
    casefold_1(),
    category_1(),
    get_case_1(),
    is_letter_not_pattern_syntax_1(),
    is_other_id_continue_1(),
    is_other_id_start_1(),
    is_whitespace_1(),
    is_wide_1(),
    lookup_1(),
    spec_version_0(),
    pattern_whitespace_0().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

cp_1() ->
    io:format("cp/1~n"),
    p(fun() -> unicode_util:cp(<<195,159,196,176,196,176,66,195,169,101,204,129,32,49,50>>) end),
    p(fun() -> unicode_util:cp(<<5:3>>) end),
    p(fun() -> unicode_util:cp([97, 98, 120, 223, 101, 769, 128512]) end),
    p(fun() -> unicode_util:cp(<<255>>) end),
    p(fun() -> unicode_util:cp([10, 98, 66560, 97, 98, 98, 101, 769, 97, 98, 44, 10, 64257, 44]) end),
    p(fun() -> unicode_util:cp([]) end),
    p(fun() -> unicode_util:cp([98, 97, 65, 304]) end),
    p(fun() -> unicode_util:cp(fun erlang:abs/1) end),
    p(fun() -> unicode_util:cp(fun erlang:max/2) end).

gc_1() ->
    io:format("gc/1~n"),
    p(fun() -> unicode_util:gc(<<>>) end),
    p(fun() -> unicode_util:gc([101, 769, 98, 111, 223, 44]) end),
    p(fun() -> unicode_util:gc(<<255>>) end),
    p(fun() -> unicode_util:gc(fun erlang:self/0) end),
    p(fun() -> unicode_util:gc([97, <<255>>]) end),
    p(fun() -> unicode_util:gc([{a}]) end),
    p(fun() -> unicode_util:gc([]) end),
    p(fun() -> unicode_util:gc(<<13,10,196,176>>) end),
    p(fun() -> unicode_util:gc(fun erlang:abs/1) end).

nfc_1() ->
    io:format("nfc/1~n"),
    p(fun() -> unicode_util:nfc([foo]) end),
    p(fun() -> unicode_util:nfc([50, 223, 10, 120, 50, 32, 2325, 2381, 2325, 49, 97]) end),
    p(fun() -> unicode_util:nfc(<<255>>) end),
    p(fun() -> unicode_util:nfc([]) end),
    p(fun() -> unicode_util:nfc(#{}) end),
    p(fun() -> unicode_util:nfc([97, <<255>>]) end),
    p(fun() -> unicode_util:nfc("b") end),
    p(fun() -> unicode_util:nfc(<<97,98,66,195,159,97,240,159,152,128>>) end),
    p(fun() -> unicode_util:nfc(undefined) end).

nfd_1() ->
    io:format("nfd/1~n"),
    p(fun() -> unicode_util:nfd([10, 46, 97, 98]) end),
    p(fun() -> unicode_util:nfd([]) end),
    p(fun() -> unicode_util:nfd(3.5) end),
    p(fun() -> unicode_util:nfd(true) end),
    p(fun() -> unicode_util:nfd(<<1,2,3>>) end),
    p(fun() -> unicode_util:nfd(<<>>) end),
    p(fun() -> unicode_util:nfd(<<255>>) end),
    p(fun() -> unicode_util:nfd([120, 13, 10]) end),
    p(fun() -> unicode_util:nfd(fun erlang:abs/1) end).

nfkc_1() ->
    io:format("nfkc/1~n"),
    p(fun() -> unicode_util:nfkc(<<97,98,65,120,10,240,144,144,128,111,13,10,99>>) end),
    p(fun() -> unicode_util:nfkc([]) end),
    p(fun() -> unicode_util:nfkc([13, 10, 111, 97, 98, 64257, 223]) end),
    p(fun() -> unicode_util:nfkc([97, <<255>>]) end),
    p(fun() -> unicode_util:nfkc([98, 304, 233, 66560, 49]) end),
    p(fun() -> unicode_util:nfkc(<<255>>) end),
    p(fun() -> unicode_util:nfkc(#{}) end),
    p(fun() -> unicode_util:nfkc({a, b}) end),
    p(fun() -> unicode_util:nfkc([foo]) end).

nfkd_1() ->
    io:format("nfkd/1~n"),
    p(fun() -> unicode_util:nfkd(#{}) end),
    p(fun() -> unicode_util:nfkd(<<"b">>) end),
    p(fun() -> unicode_util:nfkd(<<"o ">>) end),
    p(fun() -> unicode_util:nfkd(fun erlang:max/2) end),
    p(fun() -> unicode_util:nfkd([97, <<255>>]) end),
    p(fun() -> unicode_util:nfkd([50, 2325, 2381, 2325]) end),
    p(fun() -> unicode_util:nfkd([66, 101, 769, 66560, 46, 64257]) end),
    p(fun() -> unicode_util:nfkd(<<>>) end),
    p(fun() -> unicode_util:nfkd(fun erlang:abs/1) end).

uppercase_1() ->
    io:format("uppercase/1~n"),
    p(fun() -> unicode_util:uppercase([66560, 64257, 50]) end),
    p(fun() -> unicode_util:uppercase(<<>>) end),
    p(fun() -> unicode_util:uppercase(<<99,10>>) end),
    p(fun() -> unicode_util:uppercase([]) end),
    p(fun() -> unicode_util:uppercase([233, 128512, 97, 98, 223, 99]) end),
    p(fun() -> unicode_util:uppercase(<<1,2,3>>) end),
    p(fun() -> unicode_util:uppercase(<<5:3>>) end),
    p(fun() -> unicode_util:uppercase([foo]) end),
    p(fun() -> unicode_util:uppercase({}) end).

lowercase_1() ->
    io:format("lowercase/1~n"),
    p(fun() -> unicode_util:lowercase([1, 2 | 3]) end),
    p(fun() -> unicode_util:lowercase(<<196,176>>) end),
    p(fun() -> unicode_util:lowercase([]) end),
    p(fun() -> unicode_util:lowercase(<<255>>) end),
    p(fun() -> unicode_util:lowercase(<<>>) end),
    p(fun() -> unicode_util:lowercase([49, 13, 10, 111, 99, 44]) end),
    p(fun() -> unicode_util:lowercase([2325, 2381, 2325]) end),
    p(fun() -> unicode_util:lowercase([a | b]) end),
    p(fun() -> unicode_util:lowercase(undefined) end).

titlecase_1() ->
    io:format("titlecase/1~n"),
    p(fun() -> unicode_util:titlecase(<<>>) end),
    p(fun() -> unicode_util:titlecase(undefined) end),
    p(fun() -> unicode_util:titlecase(0) end),
    p(fun() -> unicode_util:titlecase("2") end),
    p(fun() -> unicode_util:titlecase(<<255>>) end),
    p(fun() -> unicode_util:titlecase([66560, 128512, 101, 769, 304]) end),
    p(fun() -> unicode_util:titlecase("cc") end),
    p(fun() -> unicode_util:titlecase(<<111,32,101,204,129,196,176,65>>) end),
    p(fun() -> unicode_util:titlecase([304, 120]) end).

casefold_1() ->
    io:format("casefold/1~n"),
    p(fun() -> unicode_util:casefold([]) end),
    p(fun() -> unicode_util:casefold(<<>>) end),
    p(fun() -> unicode_util:casefold(<<"x">>) end),
    p(fun() -> unicode_util:casefold(<<255>>) end),
    p(fun() -> unicode_util:casefold(<<98,44,46,196,176>>) end),
    p(fun() -> unicode_util:casefold(-1) end),
    p(fun() -> unicode_util:casefold(<<5:3>>) end),
    p(fun() -> unicode_util:casefold([97, <<255>>]) end),
    p(fun() -> unicode_util:casefold([99, 10, 46, 32]) end).

category_1() ->
    io:format("category/1~n"),
    p(fun() -> unicode_util:category(<<1,2,3>>) end),
    p(fun() -> unicode_util:category(fun erlang:self/0) end),
    p(fun() -> unicode_util:category([a | b]) end),
    p(fun() -> unicode_util:category(0) end),
    p(fun() -> unicode_util:category(2325) end),
    p(fun() -> unicode_util:category(223) end),
    p(fun() -> unicode_util:category(97) end),
    p(fun() -> unicode_util:category(44032) end),
    p(fun() -> unicode_util:category(64257) end).

get_case_1() ->
    io:format("get_case/1~n"),
    p(fun() -> unicode_util:get_case(8232) end),
    p(fun() -> unicode_util:get_case(2325) end),
    p(fun() -> unicode_util:get_case(128512) end),
    p(fun() -> unicode_util:get_case(97) end),
    p(fun() -> unicode_util:get_case(0) end),
    p(fun() -> unicode_util:get_case(95) end).

is_letter_not_pattern_syntax_1() ->
    io:format("is_letter_not_pattern_syntax/1~n"),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(<<>>) end),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(8232) end),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(304) end),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(fun erlang:max/2) end),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(1114111) end),
    p(fun() -> unicode_util:is_letter_not_pattern_syntax(12354) end).

is_other_id_continue_1() ->
    io:format("is_other_id_continue/1~n"),
    p(fun() -> unicode_util:is_other_id_continue(44032) end),
    p(fun() -> unicode_util:is_other_id_continue(<<1,2,3>>) end),
    p(fun() -> unicode_util:is_other_id_continue(#{}) end),
    p(fun() -> unicode_util:is_other_id_continue(1114111) end),
    p(fun() -> unicode_util:is_other_id_continue(304) end),
    p(fun() -> unicode_util:is_other_id_continue(233) end).

is_other_id_start_1() ->
    io:format("is_other_id_start/1~n"),
    p(fun() -> unicode_util:is_other_id_start(1114111) end),
    p(fun() -> unicode_util:is_other_id_start(49) end),
    p(fun() -> unicode_util:is_other_id_start([foo]) end),
    p(fun() -> unicode_util:is_other_id_start(#{a => 1}) end),
    p(fun() -> unicode_util:is_other_id_start(304) end),
    p(fun() -> unicode_util:is_other_id_start(44032) end).

is_whitespace_1() ->
    io:format("is_whitespace/1~n"),
    p(fun() -> unicode_util:is_whitespace(49) end),
    p(fun() -> unicode_util:is_whitespace(12354) end),
    p(fun() -> unicode_util:is_whitespace(2325) end),
    p(fun() -> unicode_util:is_whitespace(97) end),
    p(fun() -> unicode_util:is_whitespace(95) end),
    p(fun() -> unicode_util:is_whitespace([1, 2 | 3]) end).

is_wide_1() ->
    io:format("is_wide/1~n"),
    p(fun() -> unicode_util:is_wide(<<1,2,3>>) end),
    p(fun() -> unicode_util:is_wide(233) end),
    p(fun() -> unicode_util:is_wide(304) end),
    p(fun() -> unicode_util:is_wide(0) end),
    p(fun() -> unicode_util:is_wide(452) end),
    p(fun() -> unicode_util:is_wide(fun erlang:abs/1) end),
    p(fun() -> unicode_util:is_wide(8232) end),
    p(fun() -> unicode_util:is_wide(true) end),
    p(fun() -> unicode_util:is_wide(49) end).

lookup_1() ->
    io:format("lookup/1~n"),
    p(fun() -> unicode_util:lookup(12354) end),
    p(fun() -> unicode_util:lookup(769) end),
    p(fun() -> unicode_util:lookup(44032) end),
    p(fun() -> unicode_util:lookup(fun erlang:max/2) end),
    p(fun() -> unicode_util:lookup(95) end),
    p(fun() -> unicode_util:lookup([a | b]) end),
    p(fun() -> unicode_util:lookup(49) end),
    p(fun() -> unicode_util:lookup(304) end),
    p(fun() -> unicode_util:lookup(#{a => 1}) end).

spec_version_0() ->
    io:format("spec_version/0~n"),
    p(fun() -> unicode_util:spec_version() end).

pattern_whitespace_0() ->
    io:format("pattern_whitespace/0~n"),
    p(fun() -> unicode_util:pattern_whitespace() end).
