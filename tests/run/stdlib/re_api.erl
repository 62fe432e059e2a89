%% Every function of re, with good and with bad arguments.
-module(re_api).
-export([main/0]).

main() ->
    split_2(),
    split_3(),
    replace_3(),
    replace_4(),
    version_0(),
    run_2(),
    run_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

split_2() ->
    io:format("split/2~n"),
    p(fun() -> re:split(",Abxbax", [1, 2 | 3]) end),
    p(fun() -> re:split([], "\\s+") end),
    p(fun() -> re:split("aXbxc", 0) end),
    p(fun() -> re:split(undefined, ",") end),
    p(fun() -> re:split([], "b") end),
    p(fun() -> re:split("aXbxc", "b") end),
    p(fun() -> re:split("a,b,,", ",") end),
    p(fun() -> re:split(<<1,2,3>>, "(?<n>a)(b)") end),
    p(fun() -> re:split([], "b*") end).

split_3() ->
    io:format("split/3~n"),
    p(fun() -> re:split(".A..", [], [{parts, 2}, group, {parts, 0}]) end),
    p(fun() -> re:split({}, "[lr]", [{return, binary}]) end),
    p(fun() -> re:split([], "[lr]", [trim]) end),
    p(fun() -> re:split([9, 32], "(", [group, {parts, 0}]) end),
    p(fun() -> re:split("a", "\\s+", [{return, binary}]) end),
    p(fun() -> re:split("B ", [], [unicode]) end),
    p(fun() -> re:split("Erlang", "b*", [{return, list}, foo, {return, list}]) end),
    p(fun() -> re:split([65, 97, 66, 9, 98, 66, 120, 66, 120, 9, 120], "b", [{parts, 1}]) end),
    p(fun() -> re:split("abcabc", "(a)|(b)", []) end).

replace_3() ->
    io:format("replace/3~n"),
    p(fun() -> re:replace(fun erlang:abs/1, "(?<n>a)(b)", "[&]") end),
    p(fun() -> re:replace(<<5:3>>, "(?<n>a)(b)", <<"q">>) end),
    p(fun() -> re:replace("aXbxc", "(a)|(b)", fun(W, G) -> [W, $|, G] end) end),
    p(fun() -> re:replace("a,b,,", ",", <<"q">>) end),
    p(fun() -> re:replace([44, 66, 65, 66, 65, 46, 44, 9, 97, 120, 97, 65], "(?<n>a)(b)", fun(W, G) -> [W, $|, G] end) end),
    p(fun() -> re:replace([120, 65, 97, 44, 9], "[lr]", "x") end),
    p(fun() -> re:replace([], ",", "\\&") end),
    p(fun() -> re:replace("aXbxc", "(b)", "\\2\\1") end),
    p(fun() -> re:replace([], "a|b", undefined) end).

replace_4() ->
    io:format("replace/4~n"),
    p(fun() -> re:replace("  b", "b*", "x", [1, 2 | 3]) end),
    p(fun() -> re:replace("abcabc", "b", "\\\\", [{return, binary}, {return, binary}, foo, {return, binary}, {offset, 1}]) end),
    p(fun() -> re:replace([], "(", "[&]", [global, {offset, 1}, {offset, 1}, foo, {return, binary}, {return, list}]) end),
    p(fun() -> re:replace([66, 120, 120, 46, 9], [], "[&]", []) end),
    p(fun() -> re:replace("Erlang", "(b)", "x", []) end),
    p(fun() -> re:replace([], [], "\\&", []) end),
    p(fun() -> re:replace([], "a|b", "\\2\\1", [caseless, {return, binary}, unicode, {return, binary}]) end),
    p(fun() -> re:replace("a,b,,", "b", "\\&", [{offset, 1}, {return, iodata}, {return, list}, global, {offset, 1}]) end),
    p(fun() -> re:replace(" .B a.b. ", [], "\\g{1}-", []) end).

version_0() ->
    io:format("version/0~n"),
    p(fun() -> re:version() end).

run_2() ->
    io:format("run/2~n"),
    p(fun() -> re:run([], "x") end),
    p(fun() -> re:run("Ba.BxaBxbA", "b*") end),
    p(fun() -> re:run([], "b") end),
    p(fun() -> re:run([], "[lr]") end),
    p(fun() -> re:run("xaxa.", "(?<n>a)(b)") end),
    p(fun() -> re:run([9, 98, 65, 65, 46, 9, 97, 120, 44, 97, 98], "[lr]") end),
    p(fun() -> re:run(#{a => 1}, "\\s+") end),
    p(fun() -> re:run([{a}], "(?<n>a)(b)") end),
    p(fun() -> re:run(-1, "b*") end).

run_3() ->
    io:format("run/3~n"),
    p(fun() -> re:run("Erlang", "a|b", []) end),
    p(fun() -> re:run("Ba", [], []) end),
    p(fun() -> re:run("aXbxc", "a|b", []) end),
    p(fun() -> re:run("b", #{}, [caseless, {capture, [1], binary}]) end),
    p(fun() -> re:run([46, 9, 98, 97], "x", [{offset, 1}, {capture, [1], binary}]) end),
    p(fun() -> re:run([], "(?<n>a)(b)", []) end),
    p(fun() -> re:run("x", "(a)|(b)", [{capture, all, list}, {offset, 1}, foo]) end),
    p(fun() -> re:run(<<"abab">>, "\\s+", [foo, caseless]) end),
    p(fun() -> re:run("abcabc", "(a)|(b)", []) end).
