%% Lexemes between separators that may be graphemes, and the old functions for words beside them.
-module(string_lexemes_words).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, Seps}) -> [flat(L) || L <- string:lexemes(S, Seps)] end,
         [{S, Seps} || S <- ["", "  ", "abc de̊fgh ijk", <<"a b  c">>, ["a ", [<<"  ">>, "c"]], "abc de\r\nfgh\nijk"], Seps <- [" ", " e", ["\r\n"], "\r\n", ""]] ++
         [{<<"a,å;b"/utf8>>, ",;"}, {"e\x{301}e", "e"}, {"a\r\nb\nc", "\n"}, {<<"a\r\nb\nc">>, "\r\n"}, {"ab\x{301}bc", "b"}, {[$a, 16#1100, 16#1161, $b, 16#1161, $c], [16#1100, 16#1161]}, {"e\x{301}e", ["e\x{301}"]}, {abc, " "}, {"abc", a}]),
    each(fun({S, N, Seps}) -> string:nth_lexeme(S, N, Seps) end,
         [{"abc.de.fgh", N, "."} || N <- [1, 2, 3, 4, 0, -1, x]] ++ [{<<"abc.de..fgh">>, 3, ".f"}, {"", 1, "."}, {"...", 1, "."}, {"a b", 2, ""}, {"a b", 1, ""}, {["a.", <<"b.c">>], 2, "."}]),
    each(fun({S, C}) -> {string:words(S, C), [string:sub_word(S, N, C) || N <- [1, 2, 3]], string:tokens(S, [C])} end, [{"a,b,,c", $,}, {",a,", $,}, {"", $,}, {"abc", $x}]),
    ok.

%% Deep character data as a list of characters; the shape of what is left of it is not promised.
flat(nomatch) -> nomatch;
flat(B) when is_binary(B) -> B;
flat(Deep) -> unicode:characters_to_list(Deep).
