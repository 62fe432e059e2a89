%% uri_string: normalisation, resolution against a base (the examples of the standard), recomposing of odd maps.
-module(uri_normalize_resolve).
-export([main/0]).
-include("../show.hrl").

main() ->
    Base = "http://a/b/c/d;p?q",
    each(fun(R) -> uri_string:resolve(R, Base) end, ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y", "g?y/./x", "g?y/../x", "g#s/./x", "g#s/../x", "http:g"]),
    each(fun({R, B}) -> uri_string:resolve(R, B) end, [{"a", "b"}, {"a", "http://h"}, {"../a", "http://h"}, {<<"a">>, <<"http://h/x/y">>}, {"a", <<"http://h/x/y">>}, {" ", Base}, {"a", #{}}]),
    each(fun(R) -> uri_string:resolve(R, Base, [return_map]) end, ["g?y", "", " "]),
    each(fun uri_string:normalize/1, ["HTTP://Example.COM/", "http://h/a/./b/../c", "http://h:80/", "https://h:443", "http://h:8080", "ftp://h:21/x", "%7ea%2fb%c3%a5", "http://h", "/../a", "a/../b", "http://h/%41%2d", "ssh://h:22", "sftp://h:22/", "urn:A:b", "", "http://h/?A=%5b", #{path => "/a/../b"}, " "]),
    each(fun(U) -> uri_string:normalize(U, [return_map]) end, ["HTTP://H:80/a/..", #{scheme => "HTTP", host => "H", path => ""}]),
    each(fun uri_string:recompose/1, [#{}, #{path => "a"}, #{path => "a:b"}, #{path => "/a", host => "h"}, #{path => "a", host => "h"}, #{host => "h", port => 80}, #{scheme => "s", path => "//x"}, #{path => "//x"}, #{scheme => "s"}, #{path => "", query => "q", fragment => "f"}, #{userinfo => "u", host => "h", path => ""}, #{userinfo => "u", path => ""}, #{host => "::1", path => ""}, #{path => "å"}, #{path => <<"a">>, query => "b"}, #{host => "h", port => x, path => ""}, x]),
    ok.
