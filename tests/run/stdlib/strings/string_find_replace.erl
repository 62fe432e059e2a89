%% Finding from either end, and replacing, where graphemes forbid a match of code points.
-module(string_find_replace).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, P}) -> {flat(string:find(S, P)), flat(string:find(S, P, trailing))} end,
         [{"ab.cd.ef", "."}, {<<"ab.cd.ef">>, ".cd"}, {"ab", ""}, {<<"ab">>, ""}, {"", "a"}, {"", ""}, {"e\x{301}xe", "e"}, {"e\x{301}xe", "e\x{301}"}, {<<"e\x{301}xe"/utf8>>, "e"},
          {"a\r\nb", "\n"}, {"a\r\nb", "\r\n"}, {["ab", <<"cd">>], "bc"}, {["ab", <<"cd">>], <<"cd">>}, {"aaa", "aa"}, {"abc", <<>>}, {"abc", x}]),
    each(fun({S, P, R, W}) -> unicode:characters_to_list(string:replace(S, P, R, W)) end,
         [{S, "ab", R, W} || S <- ["abcab", <<"xabab">>, "x", ""], R <- ["", "ab", <<"Å"/utf8>>, ["q", $w]], W <- [leading, trailing, all]] ++
         [{"e\x{301}e", "e", "x", all}, {"a\r\nb\n", "\n", "|", all}, {"aaa", "", "x", all}, {"abc", "b", b, all}]),
    each(fun({S, P}) -> string:prefix(S, P) end, [{"prefix of", "pre"}, {<<"prefix of">>, "pre"}, {"pre", "prefix"}, {"e\x{301}x", "e"}, {"e\x{301}x", "e\x{301}"}, {"", ""}, {<<"a">>, <<>>}, {["a", <<"bc">>], "ab"}, {"\r\nx", "\r"}, {"a", x}]),
    ok.

%% Deep character data as a list of characters; the shape of what is left of it is not promised.
flat(nomatch) -> nomatch;
flat(B) when is_binary(B) -> B;
flat(Deep) -> unicode:characters_to_list(Deep).
