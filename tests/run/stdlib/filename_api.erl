%% Every function of filename, with good and with bad arguments.
-module(filename_api).
-export([main/0]).

main() ->
    basename_1(),
    dirname_1(),
    extension_1(),
    flatten_1(),
    nativename_1(),
    pathtype_1(),
    rootname_1(),
    split_1(),
    validate_1(),
    join_1(),
    join_2(),
    absname_2(),
    absname_join_2(),
    append_2(),
    basename_2(),
    rootname_2(),
    basedir_2(),
    basedir_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

basename_1() ->
    io:format("basename/1~n"),
    p(fun() -> filename:basename([]) end),
    p(fun() -> filename:basename(<<".erl">>) end),
    p(fun() -> filename:basename("/.") end),
    p(fun() -> filename:basename('..a') end),
    p(fun() -> filename:basename(fun erlang:max/2) end),
    p(fun() -> filename:basename(3.5) end).

dirname_1() ->
    io:format("dirname/1~n"),
    p(fun() -> filename:dirname('') end),
    p(fun() -> filename:dirname(["/", "y"]) end),
    p(fun() -> filename:dirname("foox/.x/") end),
    p(fun() -> filename:dirname('b.c') end),
    p(fun() -> filename:dirname(fun erlang:self/0) end),
    p(fun() -> filename:dirname(3.5) end).

extension_1() ->
    io:format("extension/1~n"),
    p(fun() -> filename:extension('/..') end),
    p(fun() -> filename:extension(['...erl', 122]) end),
    p(fun() -> filename:extension(a) end),
    p(fun() -> filename:extension("b.ca..") end),
    p(fun() -> filename:extension({a, b}) end),
    p(fun() -> filename:extension(-1) end).

flatten_1() ->
    io:format("flatten/1~n"),
    p(fun() -> filename:flatten(<<"a">>) end),
    p(fun() -> filename:flatten([]) end),
    p(fun() -> filename:flatten("//.erla.") end),
    p(fun() -> filename:flatten("/.ax/") end),
    p(fun() -> filename:flatten({a, b}) end),
    p(fun() -> filename:flatten(#{}) end).

nativename_1() ->
    io:format("nativename/1~n"),
    p(fun() -> filename:nativename("xy") end),
    p(fun() -> filename:nativename({}) end),
    p(fun() -> filename:nativename('a.erl..////') end),
    p(fun() -> filename:nativename("b.cb.ca") end),
    p(fun() -> filename:nativename('') end),
    p(fun() -> filename:nativename(fun erlang:self/0) end).

pathtype_1() ->
    io:format("pathtype/1~n"),
    p(fun() -> filename:pathtype(<<".erlafoo">>) end),
    p(fun() -> filename:pathtype("..foo") end),
    p(fun() -> filename:pathtype(['foox//.erl//', 122]) end),
    p(fun() -> filename:pathtype(<<1,2,3>>) end),
    p(fun() -> filename:pathtype(0) end),
    p(fun() -> filename:pathtype(#{a => 1}) end).

rootname_1() ->
    io:format("rootname/1~n"),
    p(fun() -> filename:rootname(<<1,2,3>>) end),
    p(fun() -> filename:rootname(['', 122]) end),
    p(fun() -> filename:rootname('.erlfoo.erl') end),
    p(fun() -> filename:rootname([]) end),
    p(fun() -> filename:rootname({a, b}) end),
    p(fun() -> filename:rootname(0) end).

split_1() ->
    io:format("split/1~n"),
    p(fun() -> filename:split(<<1,2,3>>) end),
    p(fun() -> filename:split("xy") end),
    p(fun() -> filename:split(['/////foo', 122]) end),
    p(fun() -> filename:split("x/") end),
    p(fun() -> filename:split(0) end),
    p(fun() -> filename:split(fun erlang:self/0) end).

validate_1() ->
    io:format("validate/1~n"),
    p(fun() -> filename:validate(<<1,2,3>>) end),
    p(fun() -> filename:validate([[], "y"]) end),
    p(fun() -> filename:validate('b.cx/afoo.erl') end),
    p(fun() -> filename:validate(['/////b.c', 122]) end),
    p(fun() -> filename:validate(-1) end),
    p(fun() -> filename:validate(0) end).

join_1() ->
    io:format("join/1~n"),
    p(fun() -> filename:join([]) end),
    p(fun() -> filename:join([[], "afoo", <<".erlb.c">>, <<>>, "b.c"]) end),
    p(fun() -> filename:join(["foofoo"]) end),
    p(fun() -> filename:join(<<5:3>>) end),
    p(fun() -> filename:join([<<"x/x//">>]) end),
    p(fun() -> filename:join(["/"]) end).

join_2() ->
    io:format("join/2~n"),
    p(fun() -> filename:join([".erlaa./", "y"], "..b.c") end),
    p(fun() -> filename:join("......ab.c", <<1,2,3>>) end),
    p(fun() -> filename:join("x/", '/b.c') end),
    p(fun() -> filename:join([], './/foo//') end),
    p(fun() -> filename:join(fun erlang:self/0, "b.c") end),
    p(fun() -> filename:join(<<5:3>>, <<"x/...foofoo">>) end).

absname_2() ->
    io:format("absname/2~n"),
    p(fun() -> filename:absname("a/../b", "/d") end),
    p(fun() -> filename:absname("a", <<"/q">>) end),
    p(fun() -> filename:absname(<<"x">>, "/d") end),
    p(fun() -> filename:absname("a/../b", "/d/e/") end),
    p(fun() -> filename:absname(-1, "/d/e/") end),
    p(fun() -> filename:absname(3.5, <<"/q">>) end).

absname_join_2() ->
    io:format("absname_join/2~n"),
    p(fun() -> filename:absname_join("x/foofoo//", "//...foo..") end),
    p(fun() -> filename:absname_join("/", <<"..ab.c">>) end),
    p(fun() -> filename:absname_join([[], "y"], "a//....//") end),
    p(fun() -> filename:absname_join(".erla.", [[], "y"]) end),
    p(fun() -> filename:absname_join(#{}, "//") end),
    p(fun() -> filename:absname_join(#{a => 1}, '..//') end).

append_2() ->
    io:format("append/2~n"),
    p(fun() -> filename:append(<<".x////..">>, <<>>) end),
    p(fun() -> filename:append(<<".a...//">>, ".a") end),
    p(fun() -> filename:append('.erlfoob.cb.c', <<"b.c/..erl.erl">>) end),
    p(fun() -> filename:append('a...erl', [".//foo", "y"]) end),
    p(fun() -> filename:append("foo.erl", <<".">>) end),
    p(fun() -> filename:append(undefined, "x/foob.cfoo..") end).

basename_2() ->
    io:format("basename/2~n"),
    p(fun() -> filename:basename("foo", ".c") end),
    p(fun() -> filename:basename(<<".b.c.erl">>, ".c") end),
    p(fun() -> filename:basename("///", <<".c">>) end),
    p(fun() -> filename:basename(".fooa.", <<".c">>) end),
    p(fun() -> filename:basename({}, '.c') end),
    p(fun() -> filename:basename('foo..b.cfoo', 3.5) end).

rootname_2() ->
    io:format("rootname/2~n"),
    p(fun() -> filename:rootname(#{}, ".erl") end),
    p(fun() -> filename:rootname(".", <<".c">>) end),
    p(fun() -> filename:rootname(<<"..erlaa">>, foo) end),
    p(fun() -> filename:rootname("x/b.c.b.c", '.c') end),
    p(fun() -> filename:rootname(fooa, <<".c">>) end),
    p(fun() -> filename:rootname("/", #{}) end).

basedir_2() ->
    io:format("basedir/2~n"),
    p(fun() -> filename:basedir(site_data, #{a => 1}) end),
    p(fun() -> filename:basedir(site_data, <<"app">>) end),
    p(fun() -> filename:basedir(site_data, foo) end),
    p(fun() -> filename:basedir(site_data, "app") end),
    p(fun() -> filename:basedir(site_config, "app") end),
    p(fun() -> filename:basedir(site_config, <<"app">>) end).

basedir_3() ->
    io:format("basedir/3~n"),
    p(fun() -> filename:basedir(site_config, <<"app">>, #{version => "1"}) end),
    p(fun() -> filename:basedir(site_data, "app", #{author => "x", os => linux}) end),
    p(fun() -> filename:basedir(site_config, fun erlang:self/0, #{os => darwin}) end),
    p(fun() -> filename:basedir(foo, "app", <<1,2,3>>) end),
    p(fun() -> filename:basedir(site_data, "app", #{author => "me", version => "2"}) end),
    p(fun() -> filename:basedir(site_config, <<"app">>, #{}) end).
