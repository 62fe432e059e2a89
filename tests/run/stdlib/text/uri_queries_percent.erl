%% Query strings composed and dissected, percent coding, transcoding, quoting.
-module(uri_queries_percent).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun uri_string:compose_query/1, [[], [{"a", "b"}], [{"a b", "c&d=e"}, {"å", "ö"}], [{<<"a">>, <<"€"/utf8>>}], [{"a", true}, {"b", ""}], [{"a", <<"b">>}], [{"*-._", "~!'()"}], [{"\r\n", "+"}], x, [a], [{a, "b"}], [{"a", b}]]),
    each(fun({Q, O}) -> uri_string:compose_query(Q, O) end, [{[{"å", "x"}], [{encoding, latin1}]}, {[{"€", "x"}], [{encoding, latin1}]}, {[{"a", "€"}], [{encoding, utf8}]}, {[{"a", "b"}], [{encoding, x}]}]),
    each(fun uri_string:dissect_query/1, ["", "a=b", "a=b&c=d", "a=b;c=d", "a", "a&b=", "=b", "a=b=c", "a+b=%20c", "%C3%A5=%E2%82%AC", <<"a=%c3%a5">>, <<>>, "a=%2", "a=%zz", "a=%ff", "&", "a=b&&c", "a=b&", "å=b", "&amp;=x", "a=&#8364;", x]),
    each(fun(S) -> {uri_string:quote(S), uri_string:unquote(uri_string:quote(S))} end, ["", "abc-._~", "a b/c?", "åäö", <<"€ x"/utf8>>, "%41", [<<"a">>, "b"], x]),
    each(fun(S) -> {uri_string:quote(S, "/"), uri_string:quote(S, "a ")} end, ["a/b c", <<"a/b c">>]),
    each(fun uri_string:unquote/1, ["%41%c3%a5", "%", "%4", "%zz", "a%20b", <<"%E2%82%AC">>, "%ff", "å", "+"]),
    each(fun uri_string:percent_decode/1, ["%41b", <<"%C3%A5">>, "%ff", "%zz", #{path => "%41", query => "%C3%A5", host => "h"}, #{path => "%zz"}, uri_string:parse("http://%C3%A5@h/%20?%26#%23")]),
    each(fun({U, O}) -> uri_string:transcode(U, O) end, [{"foo%00%00%00%F6bar", [{in_encoding, utf32}, {out_encoding, utf8}]}, {"foo%F6bar", [{in_encoding, latin1}]}, {<<"foo%F6bar">>, [{in_encoding, latin1}, {out_encoding, utf8}]}, {"foo%C3%B6", [{in_encoding, utf8}, {out_encoding, latin1}]}, {"foo%E2%82%AC", [{out_encoding, latin1}]}, {"%zz", []}, {"a", x}, {<<"foo%00%F6bar">>, [{in_encoding, utf16}, {out_encoding, utf16}]}]),
    show("allowed", uri_string:allowed_characters()),
    ok.
