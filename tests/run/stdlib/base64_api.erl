%% Every function of base64, with good and with bad arguments.
-module(base64_api).
-export([main/0]).

main() ->
    encode_1(),
    encode_2(),
    encode_to_string_1(),
    encode_to_string_2(),
    decode_1(),
    decode_to_string_1(),
    mime_decode_1(),
    mime_decode_to_string_1(),
    decode_2(),
    decode_to_string_2(),
    mime_decode_2(),
    mime_decode_to_string_2(),
    format_error_2().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

encode_1() ->
    io:format("encode/1~n"),
    p(fun() -> base64:encode(<<>>) end),
    p(fun() -> base64:encode([]) end),
    p(fun() -> base64:encode(<<20>>) end),
    p(fun() -> base64:encode([<<123,228>>, <<11,147,110,94,166,37,103,62>>, <<110,143>>, <<";">>, <<>>, <<>>, <<>>, <<>>]) end),
    p(fun() -> base64:encode({}) end),
    p(fun() -> base64:encode("$") end).

encode_2() ->
    io:format("encode/2~n"),
    p(fun() -> base64:encode(<<"$">>, #{padding => x}) end),
    p(fun() -> base64:encode(<<>>, #{padding => false}) end),
    p(fun() -> base64:encode("xy", #{mode => foo}) end),
    p(fun() -> base64:encode(<<>>, []) end),
    p(fun() -> base64:encode(<<>>, #{}) end),
    p(fun() -> base64:encode(0, #{}) end).

encode_to_string_1() ->
    io:format("encode_to_string/1~n"),
    p(fun() -> base64:encode_to_string([]) end),
    p(fun() -> base64:encode_to_string(<<252>>) end),
    p(fun() -> base64:encode_to_string(<<>>) end),
    p(fun() -> base64:encode_to_string(<<"/">>) end),
    p(fun() -> base64:encode_to_string(#{}) end),
    p(fun() -> base64:encode_to_string(3.5) end).

encode_to_string_2() ->
    io:format("encode_to_string/2~n"),
    p(fun() -> base64:encode_to_string(<<>>, #{mode => standard}) end),
    p(fun() -> base64:encode_to_string(<<"8x">>, #{}) end),
    p(fun() -> base64:encode_to_string(<<>>, #{padding => false}) end),
    p(fun() -> base64:encode_to_string(<<35,205,97,61,228,140,251,171>>, #{mode => urlsafe}) end),
    p(fun() -> base64:encode_to_string([12, 52, 184, 49, 22, 104, 206], fun erlang:max/2) end),
    p(fun() -> base64:encode_to_string([], {a, b}) end).

decode_1() ->
    io:format("decode/1~n"),
    p(fun() -> base64:decode(#{a => 1}) end),
    p(fun() -> base64:decode(<<"KA">>) end),
    p(fun() -> base64:decode("BB0z") end),
    p(fun() -> base64:decode(<<>>) end),
    p(fun() -> base64:decode("8A==") end),
    p(fun() -> base64:decode(<<"fHiq">>) end).

decode_to_string_1() ->
    io:format("decode_to_string/1~n"),
    p(fun() -> base64:decode_to_string(3.5) end),
    p(fun() -> base64:decode_to_string("rpBstFYM7g==") end),
    p(fun() -> base64:decode_to_string("XpTjAQ==") end),
    p(fun() -> base64:decode_to_string(<<"T0E1">>) end),
    p(fun() -> base64:decode_to_string(<<>>) end),
    p(fun() -> base64:decode_to_string(fun erlang:self/0) end).

mime_decode_1() ->
    io:format("mime_decode/1~n"),
    p(fun() -> base64:mime_decode([]) end),
    p(fun() -> base64:mime_decode(3.5) end),
    p(fun() -> base64:mime_decode("2B8=") end),
    p(fun() -> base64:mime_decode("Cm8=") end),
    p(fun() -> base64:mime_decode("9+0z/ +9 ") end),
    p(fun() -> base64:mime_decode("+0az") end).

mime_decode_to_string_1() ->
    io:format("mime_decode_to_string/1~n"),
    p(fun() -> base64:mime_decode_to_string("0B") end),
    p(fun() -> base64:mime_decode_to_string(<<"Jw">>) end),
    p(fun() -> base64:mime_decode_to_string(<<>>) end),
    p(fun() -> base64:mime_decode_to_string([122, 47, 33, 61, 10, 43, 33, 47]) end),
    p(fun() -> base64:mime_decode_to_string("XA==") end),
    p(fun() -> base64:mime_decode_to_string([66, 61, 47, 32, 48, 10, 95, 43, 45]) end).

decode_2() ->
    io:format("decode/2~n"),
    p(fun() -> base64:decode(<<"PZ0">>, #{padding => false}) end),
    p(fun() -> base64:decode(<<>>, #{padding => x}) end),
    p(fun() -> base64:decode(3.5, #{mode => standard}) end),
    p(fun() -> base64:decode("jus=", #{mode => urlsafe}) end),
    p(fun() -> base64:decode(<<"zz9">>, #{}) end),
    p(fun() -> base64:decode(<<>>, #{mode => standard}) end).

decode_to_string_2() ->
    io:format("decode_to_string/2~n"),
    p(fun() -> base64:decode_to_string("hlQk", #{padding => x}) end),
    p(fun() -> base64:decode_to_string(<<"XQ==">>, #{mode => urlsafe}) end),
    p(fun() -> base64:decode_to_string(<<>>, #{}) end),
    p(fun() -> base64:decode_to_string([], #{mode => standard}) end),
    p(fun() -> base64:decode_to_string(<<5:3>>, #{mode => urlsafe}) end),
    p(fun() -> base64:decode_to_string([], [{a}]) end).

mime_decode_2() ->
    io:format("mime_decode/2~n"),
    p(fun() -> base64:mime_decode("K+rV", #{}) end),
    p(fun() -> base64:mime_decode("==-", #{mode => standard}) end),
    p(fun() -> base64:mime_decode("mA==", #{mode => urlsafe}) end),
    p(fun() -> base64:mime_decode([43, 33, 10, 95, 47, 66, 32, 122], #{}) end),
    p(fun() -> base64:mime_decode(<<"jDQ=">>, [foo]) end),
    p(fun() -> base64:mime_decode(<<"tQ==">>, <<5:3>>) end).

mime_decode_to_string_2() ->
    io:format("mime_decode_to_string/2~n"),
    p(fun() -> base64:mime_decode_to_string(<<"fw0HCh8">>, #{padding => false}) end),
    p(fun() -> base64:mime_decode_to_string(<<>>, #{padding => false}) end),
    p(fun() -> base64:mime_decode_to_string(<<"a0aa=9">>, #{padding => x}) end),
    p(fun() -> base64:mime_decode_to_string("9==za==0", #{}) end),
    p(fun() -> base64:mime_decode_to_string(<<>>, #{mode => urlsafe}) end),
    p(fun() -> base64:mime_decode_to_string(<<>>, [{a}]) end).

format_error_2() ->
    io:format("format_error/2~n"),
    p(fun() -> base64:format_error(missing_padding, []) end),
    p(fun() -> base64:format_error(badarg, [{4, bar}]) end),
    p(fun() -> base64:format_error(missing_padding, [6, 458867255833285588168, 7]) end),
    p(fun() -> base64:format_error(<<1,2,3>>, [2.0, 4, #{6 => a}, 4, 8, <<245>>]) end).
