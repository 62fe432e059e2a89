%% Offsets, anchors and not-flags of re:run, match limits, errors of subjects.
-module(re_offsets_flags).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(O) -> re:run("abcabc", "abc", O) end, [[{offset, N}] || N <- [0, 1, 3, 4, 6, 7, -1, x]] ++ [[{offset, 3}, anchored], [{offset, 1}, anchored], [{offset, 1}, global]]),
    each(fun({S, P, O}) -> re:run(S, P, O) end, [{"abc", "^b", [{offset, 1}]}, {"abc", "\\Gb", [{offset, 1}]}, {"abc", "(?<=a)b", [{offset, 1}]}, {"abc", "^a", [notbol]}, {"abc", "c$", [noteol]}, {"abc", "x*", [notempty]}, {"xabc", "x*", [notempty]}, {"abc", "x*", [notempty_atstart]}, {"", "", [notempty]}, {"åb", "b", [unicode, {offset, 1}]}, {"åb", "b", [unicode, {offset, 2}]}, {<<255>>, "a", [unicode]}, {<<"å"/utf8>>, "å", []}, {[300], "a", []}, {[300], "a", [unicode]}, {x, "a", []}, {"a", x, []}, {["a", <<"b">>], "ab", []}, {[$a | <<"b">>], "ab", []}, {"ab", ["a", $b], []}, {"ab", <<"b">>, []},
          {"aaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$", [{match_limit, 100}, report_errors]}, {"aaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$", [{match_limit, 100}]}, {"abc", "b", [report_errors]}, {"abc", "x", [report_errors]}, {"abc", "b", [{match_limit, x}]}, {"abc", "b", [{match_limit_recursion, 1000}]}, {"(a(b)c)", "\\((?:[^()]|(?R))*\\)", []}]),
    {ok, M} = re:compile("b"),
    each(fun({S, O}) -> re:run(S, M, O) end, [{"abc", []}, {"abc", [caseless]}, {"abc", [{capture, first, list}]}, {"abc", [unicode]}]),
    ok.
