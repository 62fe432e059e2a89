%% erl_scan: tokens of odd texts, errors with their places, options, and what tokens say of themselves.
-module(erl_scan_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Texts = ["", " \t\n", "a", "'a b'", "'unfinished", "\"s\\x{41}\\n\"", "\"no end", "$a $\\n $\\^a", "$", "16#FF 2#101 37#1 1#0", "1_000 1__0 1_", "1.5e3 1.e 1.5e 1.5.6", "1.0e400",
             "X _ _Y @a", "% comment\na.", "?M #r.f", "a.b. c", "<<\"x\">> => := -> <- <= :: .. ... ||", "\\", "\"\\x{110000}\"", "'\\x{zz}'", "åÅ ñ", [1024, 1025], "\"\"\"\n text\n \"\"\"", "~\"sigil\" ~b[x] ~q",
             "a\"b\"c", "\"a\"\"b\"", "and maybe else when cond", "1.5 .5 5.", "--- ++ =/= =:= >= =< /=", "\r\n", "16#g", "0.1 00.10 007"],
    [calls(erl_scan, [{string, [[T], [T, {3, 4}, [return]], [T, 1, [text, return_comments]]]}]) || T <- Texts],
    calls(erl_scan, [
        {string, [[x], [[a]], ["a", x], ["a", 1, [bad]], ["a", 1, [{reserved_word_fun, fun(A) -> A =:= a end}]], ["a 'b'", 1, [{text_fun, fun(C, _) -> C =:= atom end}]], ["a", {1, 1}, return_white_spaces], [<<"a">>], ["a" ++ [-1]], ["$é é", 1, [{compiler_internal, [ssa_checks]}]]]},
        {tokens, [[[], "a.", 1], [[], "a", 1], [[], eof, 1], [[], "a. b", {1, 1}], [[], "'", 1], [x, "a.", 1], [[], x, 1], [[], " ", 1, [return]], [[], "a. ", 1, [text]], [[], "a.\n", 1, [bad]]]},
        {format_error, [[{illegal, character}], [{unterminated, string}], [{unterminated, atom}], [char], [{base, 99}], [{illegal, float}], [scan], [x], [{string, $", "abc"}], [{unterminated, string, "abc"}], [{illegal, integer}]]},
        {reserved_word, [['case'], [casex], ['maybe'], ['else'], ["case"], [1], ['receive'], ['query'], ['andalso']]},
        {category, [[{atom, 1, a}], [{'(', 1}], [{dot, 1}], [x], [{}], [{integer, {1, 2}, 3}]]},
        {symbol, [[{atom, 1, a}], [{'(', 1}], [x], [{string, 1, "s"}]]},
        {symbol, []}]),
    calls(erl_scan, [{F, [[{atom, 1, a}], [{atom, {1, 2}, a}], [{atom, [{text, "a"}, {location, {1, 2}}], a}], [x], [{atom, x, a}]]}
                     || F <- [column, end_location, line, location, text]]),
    {more, C} = erl_scan:tokens([], "foo(", {1, 1}),
    say("more", erl_scan:tokens(C, "X) -> 1.\nrest", {9, 9})),
    {more, D} = erl_scan:tokens([], "\"begun", 5),
    say("end", erl_scan:tokens(D, eof, 5)),
    {more, E} = erl_scan:tokens([], " 12", 5),
    say("end", erl_scan:tokens(E, eof, 5)).
