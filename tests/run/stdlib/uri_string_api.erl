%% Every function of uri_string, with good and with bad arguments.
-module(uri_string_api).
-export([main/0]).

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

main() ->
    [p(fun() -> uri_string:parse(X) end)||X<-["foo://user@example.com:8042/over/there?name=ferret#nose",<<"foo://user@example.com:8042/over/there?name=ferret#nose">>,"","a","/a/b","//h","//h:","//h:80","//[::1]:80/x","http:","http:a/b","?q","#f","a?","a#","http://h/%zz","http://h/%41b","http://ö","http://h:ab","http://a b","1a:b","a1+-.:b","//u:p@h","//@h","//h/a?b?c#d","//h/a#b#c",<<255>>,foo,"http://h/{","mailto:a@b","urn:x:y","//1.2.3.4","//[v1.x]","//[zz]","a:b:c","./a:b","://h",["ab",<<"c">>],"http://h:65536","http://%41.com"]],
    [p(fun() -> uri_string:recompose(X) end)||X<-[#{scheme=>"http",host=>"h",path=>"/a"},#{scheme=><<"http">>,host=><<"h">>,path=><<"/a">>},#{path=>"a"},#{path=>[]},#{},#{scheme=>"http"},#{host=>"h",path=>"a"},#{scheme=>"http",host=>"h",port=>80,path=>"/a",query=>"q=1",fragment=>"f",userinfo=>"u"},#{host=>"h",path=>[],port=>undefined},#{path=>"//a"},#{scheme=>"h",path=>"//a"},#{path=>"a:b"},#{path=>"ö b"},#{host=>"hö",path=>"/"},#{scheme=>"1x",path=>[]},#{path=>"/a?b"},#{query=>"a#b",path=>[]},#{userinfo=>"u",path=>[]},foo,#{host=>"::1",path=>[]},#{path=>"/%zz"}]],
    [p(fun() -> uri_string:normalize(X) end)||X<-["/a/b/c/./../../g","mid/content=5/../6","http://localhost:80","http://localhost-%C3%B6rebro/a/../b","HTTP://EXAMPLE.com/%7euser","https://a:443/","ftp://h:21","ssh://h:22/","a/../b","../a","/..","/.","/a/.","/a/..","http://h","http://h/%c3%b6","%41","http://h:80/?q=%41#%42",<<"HTTP://H/a/../b">>,#{path=>"/a/../b"},"%zz","",foo,"a:/../b","sftp://h:22"]],
    [p(fun() -> uri_string:normalize(X,O) end)||X<-["http://localhost/%C3%B6/../a"],O<-[[],[return_map],[foo]]],
    [p(fun() -> uri_string:resolve(X,"http://a/b/c/d;p?q") end)||X<-["g:h","g","./g","g/","/g","//g","?y","g?y","#s","g#s",";x","","..","../g","../../../g","/./g","/../g","g.",".g","./../g","g;x=1/./y","http:g","g?y/./x"]],
    p(fun() -> uri_string:resolve("g","a/b") end),p(fun() -> uri_string:resolve("g","") end),p(fun() -> uri_string:resolve(<<"g">>,<<"http://a">>) end),p(fun() -> uri_string:resolve("g","http://a/b",[return_map]) end),p(fun() -> uri_string:resolve(#{path=>"x"},#{scheme=>"http",host=>"h",path=>"/a/b"}) end),p(fun() -> uri_string:resolve("%zz","http://a") end),p(fun() -> uri_string:resolve("a","%zz") end),
    [p(fun() -> apply(uri_string, transcode, X) end)||X<-[[<<"foo%00%00%00%F6bar"/utf32>>,[{in_encoding,utf32},{out_encoding,utf8}]],["foo%F6bar",[{in_encoding,latin1},{out_encoding,utf8}]],["foo",[]],["foo%C3%B6",[{in_encoding,utf8},{out_encoding,latin1}]],[<<"foo%C3%B6",195,182>>,[{out_encoding,latin1}]],["a%zz",[]],["foo",[{foo,bar}]],[<<"a">>,[{out_encoding,utf16}]]]],
    [p(fun() -> apply(uri_string, compose_query, X) end)||X<-[[[{"foo bar","1"},{"city","örebro"}]],[[{<<"a">>,<<"b&=">>}]],[[]],[[{"a",true},{"b","c"}]],[[{"city","örebro"}],[{encoding,latin1}]],[[{<<"c">>,<<"東"/utf8>>}],[{encoding,latin1}]],[[{<<"a">>,<<"b">>}]],[[{a,"b"}]],[[{"a","*-._~ +%"}]],[[{"a",[]}]],[[{"a","b"}],[{encoding,unicode}]],[["x"]]]],
    [p(fun() -> uri_string:dissect_query(X) end)||X<-["foo+bar=1&city=%C3%B6rebro",<<"foo+bar=1&city=%26%2326481%3B%26%2320140%3B">>,"","a","a=","=b","a&b=c","a=%zz","a=%ff","&","a=b;c=d","a=b&","a==b",<<>>,foo,"ö=1","a=%26%23x%3B"]],
    [p(fun() -> uri_string:percent_decode(X) end)||X<-["%C3%B6","%zz","%41",<<"%C3%B6">>,#{host=>"%C3%B6",path=>[],port=>80},"%ff","%","%4",foo,"a",#{path=>"%ff"}]],
    [p(fun() -> apply(uri_string, F, [X]) end)||F<-[quote,unquote],X<-["a b/ö~-._%",<<"a b/ö~"/utf8>>,"%41%2f%C3%B6",<<"%C3%B6">>,"%zz",foo,[],"%ff"]],
    io:format("~p~n",[uri_string:allowed_characters()]),
    ok.

