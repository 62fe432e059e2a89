%% Links of a page made absolute, query parameters changed, hosts compared, templates filled.
-module(uri_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    Base = "https://example.com:443/docs/guide/index.html?v=1#top", each(fun(L) -> uri_string:resolve(L, Base) end, ["intro.html", "../api/", "/", "//cdn.example.com/x.js", "?v=2", "#end", "mailto:a@b.c", "./a/../b", "https://other.org"]), Set = fun(U, K, V) -> M = uri_string:parse(U), Q = uri_string:dissect_query(maps:get(query, M, "")), uri_string:recompose(M#{query => uri_string:compose_query(lists:keystore(K, 1, Q, {K, V}))}) end, each(fun({U, K, V}) -> Set(U, K, V) end, [{"http://h/p", "a", "1"}, {"http://h/p?a=0&b=2", "a", "x y"}, {"http://h/p?å=1", "z", "1"}, {"http://h/p?%C3%A5=1", "å", "ö&"}]), Same = fun(A, B) -> uri_string:normalize(A) =:= uri_string:normalize(B) end, each(fun({A, B}) -> Same(A, B) end, [{"HTTP://Example.com/%7Euser", "http://example.com/~user"}, {"http://a/b/../c", "http://a/c"}, {"http://a:80", "http://a/"}, {"http://a/%2f", "http://a//"}]),
    each(fun(U) -> case uri_string:parse(U) of #{host := H} = M -> {H, maps:get(port, M, default), maps:get(userinfo, M, none), [S || S <- string:lexemes(maps:get(path, M), "/")]}; M -> M end end, ["ftp://u@h:21/a/b/", "http://[::1]/x", "no/host", "http:///p"]), show("fill", [uri_string:recompose(#{scheme => "http", host => "h", path => "/" ++ uri_string:quote(P), query => uri_string:compose_query([{"q", P}])}) || P <- ["a b", "å/ö", "50%"]]), ok.
