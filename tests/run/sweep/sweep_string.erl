%% Functions of string, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_string).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun string:casefold/1, fun string:chr/2, fun string:concat/2, fun string:cspan/2, fun string:equal/2, fun string:equal/3,
     fun string:equal/4, fun string:find/3, fun string:is_empty/1, fun string:jaro_similarity/2, fun string:join/2,
     fun string:len/1, fun string:length/1, fun string:lowercase/1, fun string:next_codepoint/1, fun string:next_grapheme/1,
     fun string:prefix/2, fun string:rchr/2, fun string:reverse/1, fun string:rstr/2, fun string:slice/2, fun string:span/2,
     fun string:str/2, fun string:strip/1, fun string:strip/2, fun string:strip/3, fun string:sub_string/2,
     fun string:sub_string/3, fun string:sub_word/2, fun string:sub_word/3, fun string:substr/2, fun string:substr/3,
     fun string:take/4, fun string:titlecase/1, fun string:to_float/1, fun string:to_graphemes/1, fun string:to_integer/1,
     fun string:to_lower/1, fun string:to_upper/1, fun string:trim/2, fun string:uppercase/1, fun string:words/1,
     fun string:words/2].

special() ->
    ["abc def", <<"abc def">>, " a b ", "ABC", <<"åÄö"/utf8>>, [101, 769, 120], [<<"ab">>, $c, ["d"]], "a,b,,c", ",", [$,], "b", <<"b">>, leading, trailing, both, all, 2, 7, $b, "ab\r\ncd", "ﬃ", "ß", "12.5e3x", "-17", "1"].
