%% Replacements: references of each form, funs, global, returns, and parts of the subject that stay.
-module(re_replace_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, P, R, O}) -> re:replace(S, P, R, [{return, list} | O]) end,
         [{"abcd", "b", "[&]", []}, {"abcd", "b", "[\\0]", []}, {"abcd", "(b)(c)", "\\2\\1", []}, {"abcd", "(b)(c)", "\\g2\\g1", []}, {"abcd", "(b)(c)", "\\g{2}0", []}, {"abcd", "b", "\\&", []}, {"abcd", "b", "\\\\", []}, {"abcd", "b", "\\3", []}, {"abcd", "b", "\\", []}, {"abcd", "b", "\\x", []}, {"aaa", "a", "b", [global]}, {"aaa", "a*?", "-", [global]}, {"abc", "", "-", [global]}, {"abc", "x", "y", []}, {"abc", "$", "!", []}, {"a.b.c", "\\.", "", [global]}, {"åbå", "å", "x&", [unicode, global]}, {"abab", "b", "X", [{offset, 2}]}, {"abc", "(x)?b", "<\\1>", []}, {<<"abc">>, "b", <<"é"/utf8>>, [unicode]}, {"abc", "b", ["x", <<"y">>, $z], []}, {"ABC", "b", "&&", [caseless]}, {"abc", "b", [300], []}, {"abc", "b", [300], [unicode]}]),
    each(fun({S, P, O}) -> re:replace(S, P, fun(W, Gs) -> ["<", W, "|", lists:join(",", Gs), ">"] end, O) end, [{"abcabc", "a(b)(x)?", [{return, list}]}, {"abcabc", "a(b)(c)?", [global, {return, binary}]}, {"å1ä2", "(.)(\\d)", [global, unicode, {return, binary}]}, {"abc", "x", [{return, list}]}]),
    each(fun(F) -> F() end, [fun() -> re:replace("abc", "b", "x") end, fun() -> re:replace("abc", "z", "x") end, fun() -> re:replace("abcb", "b", "x", [global]) end, fun() -> re:replace("abc", "b", "x", [{return, binary}]) end, fun() -> re:replace("abc", "b", "x", [{return, iodata}]) end, fun() -> re:replace("abc", "b", "x", [{capture, none}]) end, fun() -> re:replace("abc", "b", "x", [{return, list}, {return, binary}]) end, fun() -> re:replace(["a", <<"bc">>], "b", "x") end, fun() -> re:replace("abc", "(", "x") end, fun() -> re:replace("abc", "b", x) end, fun() -> re:replace(abc, "b", "x") end, fun() -> re:replace("abc", "b", fun(_, _) -> 7 end, [{return, list}]) end]),
    ok.
