%% Tokens of texts: whole and in pieces, with options, and what tokens are asked.
-module(erl_scan_api).
-export([main/0]).

main() ->
    texts(), errors(), options(), pieces(), tokens(), words(), crashes().

p(Term) -> io:format("~0tp~n", [Term]).

try_(F) ->
    try p(F())
    catch Class:Reason -> io:format("~w ~0tp~n", [Class, Reason])
    end.

texts() ->
    [p({S, erl_scan:string(S)}) ||
        S <- ["", "foo", "Foo _ _x", "1 1.5 16#fF 1_000 123456789012345678901234567890", "'a b' \"x\\ny\" $a $\\n",
              "a. b", "a.", "f(X) -> X + 1.\n% c\ng() -> ok.", "<<>> := => -> .. ... || ?= :: <:- &&", [1],
              "~xx\"a\"b", "\"\"\"\n  x\n   y\n  \"\"\"", "\x{e5}\x{e4}", "\"\x{3b1}\"", "1 . 2", "#{a := 1}",
              "maybe else if cond"]],
    p(erl_scan:string("a\n b\n\"x\ny\" c", {3, 5})),
    p(erl_scan:string("a\nb", 7)),
    p(erl_scan:string("a", 0)).

errors() ->
    [begin
         {error, {_, M, D}, _} = Error = erl_scan:string(S),
         p({S, Error, lists:flatten(M:format_error(D))})
     end || S <- ["\"abc", "'abc", "$", "1_", "2#3", "37#1", "1.0e999", "$\\^", "\"\\x{110000}\"", "\"\\xk", "~", "~\"x",
                  "\"\"\"x\n\"\"\"", "1e", "$\\", "16#", "\"\"\"\n a\nb\n \"\"\"", "\"a\"\"b\"", "~b(x", "~S\"\"\"\nx",
                  [$a, 16#d800, $b], "ok 'a\nb"]],
    [p(erl_scan:format_error(D)) ||
        D <- [{unterminated, string, "abc"}, {illegal, foo}, foo, {base, 99}, {unterminated, {sigil, '', 34, 34}, "x"},
              {unterminated, atom, "a\n'"}, indentation, white_space, string_concat, {unterminated, char}]].

options() ->
    [p(erl_scan:string("a %c\n  b.", {1, 1}, O)) ||
        O <- [[], return, return_comments, [return_white_spaces], text, [text, return], [foo], foo]],
    p(erl_scan:string("a if x", 1, [{reserved_word_fun, fun(W) -> W =:= x end}])),
    p(erl_scan:string("a if \"x\"", 1, [{text_fun, fun(C, _) -> C =:= string end}])).

pieces() ->
    p(erl_scan:tokens([], "foo(1). bar", 1)),
    p(erl_scan:tokens([], eof, {2, 1})),
    p(feed([], ["a.", "\nfoo"])),
    p(feed([], ["a.", eof])),
    p(feed([], ["a.", "b", "\n", ". c\n"])),
    p(feed([], ["f(", "\"x\n", "y\").\n", "rest"])),
    p(feed([], ["", eof])),
    p(feed([], ["a b", eof])),
    p(feed([], ["\"a b", eof])),
    p(feed([], ["% only\n", "   ", eof])),
    p(feed([], ["2#3 foo. x"])),
    p(erl_scan:tokens([], "a. %c\nb", 7, return)),
    p(erl_scan:tokens([], "a. b", 7, text)).

feed(Continuation, [Text | Texts]) ->
    case erl_scan:tokens(Continuation, Text, {1, 1}) of
        {more, More} -> feed(More, Texts);
        {done, Result, Rest} -> {Result, Rest, Texts}
    end.

tokens() ->
    [p([erl_scan:F(T) || F <- [category, symbol, text, location, line, column, end_location]]) ||
        T <- [{'if', 1}, {atom, {1, 2}, foo}, {dot, {3, 4}}, {atom, [{text, "foo"}, {location, {2, 3}}], foo},
              {'.', [{text, "."}, {location, 5}]}, {string, [{text, "\"a\nb\""}, {location, {5, 2}}], "a\nb"},
              {white_space, 1, " "}]].

words() -> p([{W, erl_scan:reserved_word(W)} || W <- ['if', 'maybe', 'else', foo, 'cond', 'let', "x", 'xor', dot]]).

crashes() ->
    try_(fun() -> erl_scan:string(foo) end),
    try_(fun() -> erl_scan:string("a", {1, 0}) end),
    try_(fun() -> erl_scan:string("a", -1) end),
    try_(fun() -> erl_scan:string([$a, b]) end),
    try_(fun() -> erl_scan:string(["a"]) end),
    try_(fun() -> erl_scan:string([$a | $b]) end),
    try_(fun() -> erl_scan:tokens(foo, "a", 1) end),
    try_(fun() -> erl_scan:category(foo) end),
    try_(fun() -> erl_scan:symbol({a, b, c, d}) end).
