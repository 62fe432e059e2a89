%% string:split/3 at the first, the last and every place, in strings, binaries and deep character data.
-module(string_split_where).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = ["", "a", ",", ",,", "a,b", ",a,b,", "a,,b", <<>>, <<"a,b,c">>, <<",">>, <<"å,ä,ö"/utf8>>],
    [?show({T, W, string:split(T, ",", W)}) || T <- Texts, W <- [leading, trailing, all]],
    each(fun({S, P, W}) -> string:split(S, P, W) end,
         [{"aaaa", "aa", W} || W <- [leading, trailing, all]] ++ [{<<"abcabcab">>, "abc", W} || W <- [leading, trailing, all]] ++
         [{"xyz", "", all}, {"xyz", <<>>, leading}, {<<"xyz">>, "", trailing}, {"", "", all}, {"a--b-c", <<"--">>, all},
          {"a\r\nb\nc", "\n", all}, {"a\r\nb\nc", "\r\n", all}, {"e\x{301}e", "e", all}, {<<"e\x{301}e"/utf8>>, "e", leading}, {"e\x{301}e", "e\x{301}", trailing},
          {"abc", b, all}, {<<255, $b>>, "b", all}, {<<$a, 255, $b>>, "a", all}]),
    Joined = fun(S, P) -> lists:flatten(lists:join(P, [unicode:characters_to_list(X) || X <- string:split(S, P, all)])) end,
    each(fun({S, P}) -> Joined(S, P) =:= unicode:characters_to_list(S) end, [{"a,b,c", ","}, {<<"::a::b">>, "::"}, {"", ","}, {"aaa", "a"}]),
    ok.
