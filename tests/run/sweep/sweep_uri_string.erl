%% Functions of uri_string, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_uri_string).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun uri_string:allowed_characters/0, fun uri_string:compose_query/1, fun uri_string:dissect_query/1,
     fun uri_string:normalize/1, fun uri_string:normalize/2, fun uri_string:parse/1, fun uri_string:quote/1,
     fun uri_string:quote/2, fun uri_string:recompose/1, fun uri_string:unquote/1].

special() ->
    ["http://user@host:80/p/a?q=1#f", <<"http://a.b/c%20d">>, "../x", "a b", "a%20b", <<"%C3%B6">>, #{path => "/a", host => "h", scheme => "http"}, #{path => <<"a">>}, [{"a", "b c"}, {"ö", true}], "a=b&c=%20", [return_map], [{encoding, latin1}], [{in_encoding, latin1}, {out_encoding, utf8}], "http://h/a/../b", "/"].
