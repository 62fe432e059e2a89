%% URIs that are nearly right: addresses in brackets, triplets cut short, bytes that are no UTF-8, and
%% components of two kinds of text in one map.
-module(uri_string_wrong).
-export([main/0]).

show(Name, F) ->
    Result = try F() catch Class:Reason -> {Class, Reason} end,
    io:format("~s: ~0kp~n", [Name, Result]).

-define(SHOW(E), show(??E, fun() -> E end)).

main() ->
    Hosts = ["::1", "::", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "1::2::3", ":1", "1:",
             "12345::", "G::", "::127.0.0.1", "::1227.0.0.1", "::1.2.3", "::1.2.3.256", "1.2.3.4::", "1:2:3:4:5:6:1.2.3.4",
             "1:2:3:4:5:6:7:1.2.3.4", "", "v1.x"],
    [?SHOW({H, uri_string:parse("//[" ++ H ++ "]")}) || H <- Hosts],
    ?SHOW(uri_string:parse("//[::1")),
    ?SHOW(uri_string:parse("//[::1]x")),
    [?SHOW({H, uri_string:recompose(#{host => H, path => "/"})})
     || H <- ["::1", "[::1]", "1:2", "fe80::1%eth0", "a_b", <<"1::">>]],
    ?SHOW(uri_string:recompose(#{host => <<"h">>, path => [<<"/">>, "p"], query => <<"q">>})),
    ?SHOW(uri_string:recompose(#{host => "h", path => <<"/p">>})),
    ?SHOW(uri_string:recompose(#{host => <<"h">>, path => <<"/p">>, port => 80})),
    ?SHOW(uri_string:resolve(<<"x">>, "http://a")),
    ?SHOW(uri_string:resolve(<<"x">>, <<"http://a">>)),
    ?SHOW(uri_string:normalize(#{path => "a", host => <<"B">>})),
    [?SHOW({T, uri_string:percent_decode(T)}) || T <- ["a%zzbc", "a%", "a%1", "a%ffb", <<"a%">>, #{path => "%41"}]],
    ?SHOW(uri_string:percent_decode(<<"a%zzbc">>)),
    ?SHOW(uri_string:percent_decode(<<"a%ffb">>)),
    ?SHOW(uri_string:percent_decode(#{path => "a%zzb"})),
    ?SHOW(uri_string:percent_decode(#{path => <<"a%zzb">>})),
    ?SHOW(uri_string:unquote(<<"%zz">>)),
    [?SHOW({Q, uri_string:dissect_query(Q)})
     || Q <- ["a=%zzbc&d=e", "%zz%b6=a", "a=%ff%fe", "a=b%c3%b6%ffx", "a=%", "a=%1", <<"f", 246, "o=1">>]],
    ?SHOW(uri_string:normalize("http://a/%zzbc")),
    ?SHOW(uri_string:normalize("http://a/%z")),
    Utf8 = [{in_encoding, utf8}, {out_encoding, utf8}],
    [?SHOW({T, uri_string:transcode(T, Utf8)}) || T <- ["x%", "x%a", "x%C3%", "x%C3%B6%zzbar", "x%F6y"]],
    ?SHOW(uri_string:transcode(["x%00", <<"%00%0"/utf32>>, <<"0%F"/utf32>>, "6y"], [{in_encoding, utf32}, {out_encoding, utf8}])).
