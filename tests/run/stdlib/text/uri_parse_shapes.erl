%% uri_string:parse of every shape of URI, back again, and what is none.
-module(uri_parse_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    Us = ["", "a", "a:b", "http://h", "http://h/", "http://h?q", "http://h#f", "http://u:p@h:80/p/q?x=1&y#z", "//h/p", "/p?q", "?q", "#f", "urn:a:b", "mailto:a@b.c", "http://[::1]:8080/x", "http://[v1.a:b]/", "http://1.2.3.4", "file:///etc/x", "http://h:/", "http://@h", "http://:80", "a:b:c", "a%20b", "A+b-c.d:x", "http://h/a;b=c,d", "foo://info.example.com?", "tel:+1-2", "ldap://[2001:db8::7]/c=GB?objectClass?one", "..", "./a:b", "http://ex/%C3%A5"],
    each(fun(U) -> M = uri_string:parse(U), {M, case is_map(M) of true -> uri_string:recompose(M); false -> no end} end, Us),
    each(fun uri_string:parse/1, [<<"http://h/å"/utf8>>, <<"http://åäö/ö?ß#€"/utf8>>, "http://å", " http://h", "http://h /", "1a:b", ":a", "http://h:8x/", "http://[::1", "http://[g]/", "a%2", "a%zz", "http://h/a b", "http://h/\"", "http://h/{a}", "a\\b", "http://h:99999999/", "//[]", "a:b#c#d", <<255>>, abc, ["http", <<"://h">>], "http://u@u@h"]),
    ok.
