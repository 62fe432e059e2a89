%% Every function of binary, with good and with bad arguments.
-module(binary_api).
-export([main/0]).

main() ->
    replace_3(),
    replace_4(),
    encode_hex_1(),
    encode_hex_2(),
    decode_hex_1(),
    join_2(),
    at_2(),
    bin_to_list_1(),
    bin_to_list_2(),
    bin_to_list_3(),
    copy_1(),
    copy_2(),
    decode_unsigned_1(),
    decode_unsigned_2(),
    encode_unsigned_1(),
    encode_unsigned_2(),
    first_1(),
    last_1(),
    list_to_bin_1(),
    longest_common_prefix_1(),
    longest_common_suffix_1(),
    match_2(),
    match_3(),
    matches_2(),
    matches_3(),
    part_2(),
    part_3(),
    split_2(),
    split_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

replace_3() ->
    io:format("replace/3~n"),
    p(fun() -> binary:replace(<<"b">>, <<"b">>, fun(X) -> [X] end) end),
    p(fun() -> binary:replace(<<"a">>, [<<>>], fun(X) -> << "<", X / binary, ">" >> end) end),
    p(fun() -> binary:replace(<<"bacaab">>, <<"b">>, <<161,89>>) end),
    p(fun() -> binary:replace(<<"cca">>, <<>>, <<>>) end),
    p(fun() -> binary:replace(<<"bbacbbaacacc">>, <<"ab">>, <<166,240>>) end),
    p(fun() -> binary:replace(<<"abbcabaa">>, <<"ab">>, <<190,200,53,154,47,129>>) end).

replace_4() ->
    io:format("replace/4~n"),
    p(fun() -> binary:replace(<<1,2,3>>, [], fun(X) -> << "<", X / binary, ">" >> end, []) end),
    p(fun() -> binary:replace({a, b}, <<"b">>, fun(X) -> << "<", X / binary, ">" >> end, [{scope, {1, 3}}, global]) end),
    p(fun() -> binary:replace(<<"bccabcacbb">>, <<"ab">>, <<>>, []) end),
    p(fun() -> binary:replace(<<"caaaac">>, [<<"a">>, <<"bc">>], <<>>, []) end),
    p(fun() -> binary:replace(<<"aaaac">>, [<<"a">>, <<"bc">>], fun(X) -> << "<", X / binary, ">" >> end, [{scope, {1, 3}}, {insert_replaced, 1}, {insert_replaced, 1}, {insert_replaced, 1}, {insert_replaced, 1}, {scope, {1, 3}}, {scope, {1, 3}}, global, global, global, {scope, {1, 3}}]) end),
    p(fun() -> binary:replace(<<"babcbabccab">>, <<"ab">>, fun(X) -> << "<", X / binary, ">" >> end, [global, {scope, {1, 3}}, {insert_replaced, 1}, global, global]) end).

encode_hex_1() ->
    io:format("encode_hex/1~n"),
    p(fun() -> binary:encode_hex(<<>>) end),
    p(fun() -> binary:encode_hex(<<144,242,242>>) end),
    p(fun() -> binary:encode_hex(<<220>>) end),
    p(fun() -> binary:encode_hex(<<240>>) end),
    p(fun() -> binary:encode_hex([{a}]) end),
    p(fun() -> binary:encode_hex({a, b}) end).

encode_hex_2() ->
    io:format("encode_hex/2~n"),
    p(fun() -> binary:encode_hex(<<208>>, foo) end),
    p(fun() -> binary:encode_hex(<<>>, uppercase) end),
    p(fun() -> binary:encode_hex([1, 2 | 3], lowercase) end),
    p(fun() -> binary:encode_hex(<<"v+">>, uppercase) end),
    p(fun() -> binary:encode_hex(<<100,14,162,130,217>>, lowercase) end),
    p(fun() -> binary:encode_hex(<<>>, lowercase) end).

decode_hex_1() ->
    io:format("decode_hex/1~n"),
    p(fun() -> binary:decode_hex(<<210,137,146,173>>) end),
    p(fun() -> binary:decode_hex(<<>>) end),
    p(fun() -> binary:decode_hex(undefined) end),
    p(fun() -> binary:decode_hex(<<"AB12">>) end),
    p(fun() -> binary:decode_hex(<<"ab">>) end),
    p(fun() -> binary:decode_hex(<<"b0">>) end).

join_2() ->
    io:format("join/2~n"),
    p(fun() -> binary:join([<<>>, <<5>>, <<>>], #{a => 1}) end),
    p(fun() -> binary:join(3.5, <<216,4,133>>) end),
    p(fun() -> binary:join([<<101,249,237>>, <<>>, <<>>, <<>>, <<163>>, <<>>, <<253,163>>, <<235,33>>, <<>>, <<38,34,118,93,145>>, <<242,171,67,23,209,5>>], <<220>>) end),
    p(fun() -> binary:join([<<"x">>], <<>>) end),
    p(fun() -> binary:join([], <<190>>) end),
    p(fun() -> binary:join([], <<155,35,50>>) end).

at_2() ->
    io:format("at/2~n"),
    p(fun() -> binary:at(<<"cba">>, 0) end),
    p(fun() -> binary:at(<<"bacaacca">>, 5) end),
    p(fun() -> binary:at(<<"cbbccccccaa">>, 0) end),
    p(fun() -> binary:at(<<"aca">>, 2) end),
    p(fun() -> binary:at(<<"cbaaabaac">>, fun erlang:abs/1) end),
    p(fun() -> binary:at(fun erlang:self/0, 2) end).

bin_to_list_1() ->
    io:format("bin_to_list/1~n"),
    p(fun() -> binary:bin_to_list(<<"cabbaa">>) end),
    p(fun() -> binary:bin_to_list(<<"acab">>) end),
    p(fun() -> binary:bin_to_list([{a}]) end),
    p(fun() -> binary:bin_to_list([]) end),
    p(fun() -> binary:bin_to_list(<<"bccacc">>) end),
    p(fun() -> binary:bin_to_list(<<"bccacbcbacca">>) end).

bin_to_list_2() ->
    io:format("bin_to_list/2~n"),
    p(fun() -> binary:bin_to_list(<<"acbbcaabcab">>, {2, 0}) end),
    p(fun() -> binary:bin_to_list(<<"babbcca">>, -1) end),
    p(fun() -> binary:bin_to_list(<<"baac">>, {1, 1}) end),
    p(fun() -> binary:bin_to_list(<<"abcbbbaaa">>, {1, 4}) end),
    p(fun() -> binary:bin_to_list(<<"aac">>, {5, 4}) end),
    p(fun() -> binary:bin_to_list(<<"aac">>, {0, 3}) end).

bin_to_list_3() ->
    io:format("bin_to_list/3~n"),
    p(fun() -> binary:bin_to_list(<<"cbcbbcca">>, 3, 3) end),
    p(fun() -> binary:bin_to_list(<<"bbcacbccbbba">>, [a | b], 5) end),
    p(fun() -> binary:bin_to_list(<<"bcacbccaa">>, 1, 5) end),
    p(fun() -> binary:bin_to_list(<<"abbbacbabaac">>, 6, fun erlang:max/2) end),
    p(fun() -> binary:bin_to_list(<<"baccbccacbb">>, 2, 6) end),
    p(fun() -> binary:bin_to_list(<<"caabcabb">>, 0, 0) end).

copy_1() ->
    io:format("copy/1~n"),
    p(fun() -> binary:copy(<<"cbbbcbbcb">>) end),
    p(fun() -> binary:copy(<<"cbacbcac">>) end),
    p(fun() -> binary:copy(<<"bc">>) end),
    p(fun() -> binary:copy(<<>>) end),
    p(fun() -> binary:copy(-1) end),
    p(fun() -> binary:copy("xy") end).

copy_2() ->
    io:format("copy/2~n"),
    p(fun() -> binary:copy(<<"cbbbaccab">>, 4) end),
    p(fun() -> binary:copy(fun erlang:max/2, 3) end),
    p(fun() -> binary:copy(<<"abbaac">>, 0) end),
    p(fun() -> binary:copy(<<"caababcbbaac">>, 0) end),
    p(fun() -> binary:copy(<<>>, 5) end),
    p(fun() -> binary:copy([1, 2 | 3], 3) end).

decode_unsigned_1() ->
    io:format("decode_unsigned/1~n"),
    p(fun() -> binary:decode_unsigned(<<236,91>>) end),
    p(fun() -> binary:decode_unsigned(<<171>>) end),
    p(fun() -> binary:decode_unsigned(<<139,196,239,227,237,129,197>>) end),
    p(fun() -> binary:decode_unsigned(<<>>) end),
    p(fun() -> binary:decode_unsigned(fun erlang:self/0) end),
    p(fun() -> binary:decode_unsigned(true) end).

decode_unsigned_2() ->
    io:format("decode_unsigned/2~n"),
    p(fun() -> binary:decode_unsigned(<<172,34,143>>, foo) end),
    p(fun() -> binary:decode_unsigned(<<>>, big) end),
    p(fun() -> binary:decode_unsigned(<<6>>, big) end),
    p(fun() -> binary:decode_unsigned(<<>>, {}) end),
    p(fun() -> binary:decode_unsigned(<<139,220,74>>, big) end),
    p(fun() -> binary:decode_unsigned(<<>>, little) end).

encode_unsigned_1() ->
    io:format("encode_unsigned/1~n"),
    p(fun() -> binary:encode_unsigned(0) end),
    p(fun() -> binary:encode_unsigned(11) end),
    p(fun() -> binary:encode_unsigned(-2) end),
    p(fun() -> binary:encode_unsigned(#{}) end),
    p(fun() -> binary:encode_unsigned(1) end),
    p(fun() -> binary:encode_unsigned(13) end).

encode_unsigned_2() ->
    io:format("encode_unsigned/2~n"),
    p(fun() -> binary:encode_unsigned(15, [a | b]) end),
    p(fun() -> binary:encode_unsigned(5, big) end),
    p(fun() -> binary:encode_unsigned(12, -1) end),
    p(fun() -> binary:encode_unsigned(285541971934252078717, big) end),
    p(fun() -> binary:encode_unsigned(14, big) end),
    p(fun() -> binary:encode_unsigned(15, little) end).

first_1() ->
    io:format("first/1~n"),
    p(fun() -> binary:first(<<166>>) end),
    p(fun() -> binary:first(fun erlang:abs/1) end),
    p(fun() -> binary:first(<<>>) end),
    p(fun() -> binary:first(<<242>>) end),
    p(fun() -> binary:first(<<215,172,98>>) end),
    p(fun() -> binary:first(<<5,164>>) end).

last_1() ->
    io:format("last/1~n"),
    p(fun() -> binary:last(<<"!)">>) end),
    p(fun() -> binary:last("xy") end),
    p(fun() -> binary:last(<<>>) end),
    p(fun() -> binary:last(<<198>>) end),
    p(fun() -> binary:last(<<14,169,48,80,116,116,17,73>>) end),
    p(fun() -> binary:last(<<221>>) end).

list_to_bin_1() ->
    io:format("list_to_bin/1~n"),
    p(fun() -> binary:list_to_bin([6]) end),
    p(fun() -> binary:list_to_bin(<<>>) end),
    p(fun() -> binary:list_to_bin({}) end),
    p(fun() -> binary:list_to_bin([<<"i">>, 4, <<113,126,200>>]) end),
    p(fun() -> binary:list_to_bin([<<172>>, <<>>, 1, 6]) end),
    p(fun() -> binary:list_to_bin([<<187,23,108,13,205,220,253>>, 1]) end).

longest_common_prefix_1() ->
    io:format("longest_common_prefix/1~n"),
    p(fun() -> binary:longest_common_prefix([<<"c">>, <<"bbabb">>, <<"bbbccaaa">>, <<"aaaabaaabaa">>, <<"a">>, <<"bcba">>, <<"cababbacbb">>, <<"cb">>, <<"bbcb">>, <<"accbcbccca">>, <<"accbaabbacbc">>]) end),
    p(fun() -> binary:longest_common_prefix([]) end),
    p(fun() -> binary:longest_common_prefix(true) end),
    p(fun() -> binary:longest_common_prefix([<<"cbcccbab">>, <<"ccaaabab">>]) end),
    p(fun() -> binary:longest_common_prefix([<<"cccbca">>, <<"bccbaacbbbb">>]) end),
    p(fun() -> binary:longest_common_prefix([<<"ab">>, <<"bcb">>, <<"ccabaaab">>, <<"aacbcaa">>]) end).

longest_common_suffix_1() ->
    io:format("longest_common_suffix/1~n"),
    p(fun() -> binary:longest_common_suffix(<<5:3>>) end),
    p(fun() -> binary:longest_common_suffix([]) end),
    p(fun() -> binary:longest_common_suffix([<<"ccccaabcaabb">>, <<"cacaaca">>, <<>>, <<"bb">>, <<"ccbaabccaccc">>, <<"abbcaaacabbb">>, <<"bccbabba">>, <<"cbabbbbbcb">>, <<"acbb">>, <<>>, <<"ab">>, <<>>]) end),
    p(fun() -> binary:longest_common_suffix([<<"ccbaccabbbcc">>, <<"aba">>, <<"baabbacaaac">>, <<"cab">>, <<"acbbbbbacbb">>]) end),
    p(fun() -> binary:longest_common_suffix([<<"cc">>]) end),
    p(fun() -> binary:longest_common_suffix([<<"bbcbbaabbc">>]) end).

match_2() ->
    io:format("match/2~n"),
    p(fun() -> binary:match(<<"acbcbaaca">>, <<"b">>) end),
    p(fun() -> binary:match({}, [<<>>]) end),
    p(fun() -> binary:match(<<"a">>, <<"ab">>) end),
    p(fun() -> binary:match(<<"bccbba">>, <<"a">>) end),
    p(fun() -> binary:match(true, <<>>) end),
    p(fun() -> binary:match(<<"bbabbb">>, <<"b">>) end).

match_3() ->
    io:format("match/3~n"),
    p(fun() -> binary:match(<<"bbbaacaa">>, <<"b">>, [{scope, {3, 4}}, {scope, {4, 3}}]) end),
    p(fun() -> binary:match(<<"cbbbccb">>, undefined, [{scope, {6, 4}}, {scope, {6, 5}}, {scope, {3, 2}}, {scope, {6, 6}}, {scope, {2, 4}}, {scope, {1, 0}}, {scope, {0, 6}}, {scope, {6, 1}}, {scope, {3, 1}}]) end),
    p(fun() -> binary:match(<<"bccaabb">>, <<>>, []) end),
    p(fun() -> binary:match(<<"ababbbcbbb">>, <<"ab">>, [{scope, {0, 4}}]) end),
    p(fun() -> binary:match(<<"cbbaacab">>, <<"a">>, []) end),
    p(fun() -> binary:match(<<"bbbccac">>, [<<"a">>, <<"bc">>], []) end).

matches_2() ->
    io:format("matches/2~n"),
    p(fun() -> binary:matches(<<"abc">>, [<<>>]) end),
    p(fun() -> binary:matches(<<"ab">>, <<"a">>) end),
    p(fun() -> binary:matches(<<>>, [<<>>]) end),
    p(fun() -> binary:matches(<<"abccbba">>, <<"ab">>) end),
    p(fun() -> binary:matches(<<"acbccabab">>, [<<"a">>, <<"bc">>]) end),
    p(fun() -> binary:matches(<<1,2,3>>, <<"a">>) end).

matches_3() ->
    io:format("matches/3~n"),
    p(fun() -> binary:matches(<<"bbbcccccbba">>, [], []) end),
    p(fun() -> binary:matches(<<"cacb">>, [<<"a">>, <<"bc">>], [{scope, {2, 6}}]) end),
    p(fun() -> binary:matches(<<"abbbacacbbb">>, <<"ab">>, [{scope, {0, 3}}]) end),
    p(fun() -> binary:matches(<<"abababba">>, [<<"a">>, <<"bc">>], [{scope, {0, 3}}, {scope, {5, 3}}]) end),
    p(fun() -> binary:matches(<<"acccbbabc">>, <<"ab">>, []) end),
    p(fun() -> binary:matches(<<"bbbbababba">>, <<"a">>, [{scope, {2, 2}}, {scope, {3, 3}}]) end).

part_2() ->
    io:format("part/2~n"),
    p(fun() -> binary:part(<<"b">>, {3, 3}) end),
    p(fun() -> binary:part(<<"cc">>, {4, 5}) end),
    p(fun() -> binary:part(<<"ccabbbccbcbc">>, {3, 6}) end),
    p(fun() -> binary:part(<<"bccaabbbbaab">>, {2, 0}) end),
    p(fun() -> binary:part(<<"bcbbcaaca">>, {1, 2}) end),
    p(fun() -> binary:part(<<"abca">>, {3, 1}) end).

part_3() ->
    io:format("part/3~n"),
    p(fun() -> binary:part(<<"abbbccbbaa">>, 4, 3) end),
    p(fun() -> binary:part(<<"cbca">>, 3, 6) end),
    p(fun() -> binary:part(<<"accb">>, 6, 6) end),
    p(fun() -> binary:part(<<"aababc">>, 5, 0) end),
    p(fun() -> binary:part(<<"acccc">>, 1, 2) end),
    p(fun() -> binary:part(<<"bcaaaa">>, 0, 1) end).

split_2() ->
    io:format("split/2~n"),
    p(fun() -> binary:split(<<"bbcaaaacbbcb">>, []) end),
    p(fun() -> binary:split(<<"bbbacbbcacac">>, <<"a">>) end),
    p(fun() -> binary:split(<<"bab">>, <<"b">>) end),
    p(fun() -> binary:split(<<"cb">>, <<"a">>) end),
    p(fun() -> binary:split(<<"accbcaabc">>, [<<"a">>, <<"bc">>]) end),
    p(fun() -> binary:split(<<"bbcba">>, [[]]) end).

split_3() ->
    io:format("split/3~n"),
    p(fun() -> binary:split(<<1,2,3>>, <<>>, [global, trim_all, trim_all]) end),
    p(fun() -> binary:split(<<"cbaacbb">>, <<"a">>, []) end),
    p(fun() -> binary:split(<<"cbacaaabaa">>, <<"a">>, [trim, {scope, {1, 3}}]) end),
    p(fun() -> binary:split(<<"cbacaccbb">>, <<"a">>, [global]) end),
    p(fun() -> binary:split([foo], [], []) end),
    p(fun() -> binary:split(<<"abaca">>, [<<"a">>, <<"bc">>], [global]) end).
