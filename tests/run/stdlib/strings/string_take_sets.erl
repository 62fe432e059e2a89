%% string:take: in and out of a set, from both ends, and the two parts together.
-module(string_take_sets).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, Set, C, D}) -> {A, B} = string:take(S, Set, C, D), {flat(A), flat(B)} end,
         [{S, Set, C, D} || S <- ["aabbaa", <<"aabbaa">>, ["aa", <<"bb">>, [$a, "a"]], ""], Set <- ["a", "b", "ab", "x"], C <- [false, true], D <- [leading, trailing]]),
    each(fun({S, Set, C, D}) -> {A, B} = string:take(S, Set, C, D), {flat(A), flat(B)} end,
         [{"\r\nab\r\n", ["\r\n"], false, leading}, {"\r\nab\r\n", "\r\n", false, leading}, {"\r\nab\r\n", ["\r\n"], false, trailing}, {"e\x{301}a", "e", false, leading}, {"ae\x{301}", [[$e, 16#301]], false, trailing},
          {<<"å1å2"/utf8>>, "0123456789", true, leading}, {<<"å1å2"/utf8>>, "0123456789", true, trailing}, {"abc", "a", neither, leading}, {"abc", "a", true, middle}, {abc, "a", true, leading}, {"abc", a, true, leading}]),
    Both = fun(S, Set) -> {A, B} = string:take(S, Set), unicode:characters_to_list([A, B]) =:= unicode:characters_to_list(S) end,
    each(fun({S, Set}) -> Both(S, Set) end, [{"hello world", "hel"}, {<<"hello">>, "o"}, {["he", <<"llo">>], "leh"}]),
    ok.

%% Deep character data as a list of characters; the shape of what is left of it is not promised.
flat(nomatch) -> nomatch;
flat(<<>>) -> [];
flat(B) when is_binary(B) -> B;
flat(Deep) -> unicode:characters_to_list(Deep).
