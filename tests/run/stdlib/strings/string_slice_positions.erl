%% Slices by grapheme positions of lists, binaries and deep data, also past the end.
-module(string_slice_positions).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, B, L}) -> string:slice(S, B, L) end,
         [{S, B, L} || S <- ["héj å", <<"hej"/utf8>>, ["he", [<<"j ">>], $d, "å"], ""], B <- [0, 2, 9], L <- [0, 1, 9, infinity]] ++
         [{"a\r\nb", 1, 1}, {"a\r\nb", 2, 1}, {<<"e\x{301}x"/utf8>>, 1, 5}, {"👨‍👩‍👧x", 0, 1}, {"abc", -1, 1}, {"abc", 0, -1}, {"abc", a, 1}, {"abc", 0, x}, {abc, 0, 1}, {<<255, 254>>, 0, 1}, {<<$a, 255>>, 1, 1}, {[$a | b], 0, 5}]),
    each(fun({S, B}) -> string:slice(S, B) end, [{"abc", 1}, {"abc", 3}, {"abc", 4}, {<<"abc">>, 2}, {<<"abc">>, 5}, {["ab", <<"c">>], 1}, {"", 0}]),
    each(fun({S, N}) -> {string:left(S, N), string:right(S, N), string:centre(S, N), string:left(S, N, $.), string:right(S, N, $.), string:centre(S, N, $.)} end, [{"abc", 0}, {"abc", 2}, {"abc", 3}, {"abc", 6}, {"abcd", 3}, {"", 2}, {"abc", -1}, {"abc", x}]),
    each(fun({S, A, B}) -> {string:substr(S, A, B)} end, [{"hello", 2, 3}, {"hello", 1, 0}, {"hello", 6, 1}, {"hello", 6, 0}, {"hello", 7, 0}, {"hello", 0, 1}, {"", 1, 0}, {"hello", 3, 99}]),
    each(fun({S, A, B}) -> string:sub_string(S, A, B) end, [{"hello", 2, 3}, {"hello", 2, 1}, {"hello", 2, 0}, {"hello", 5, 5}, {"hello", 1, 99}, {"hello", 0, 2}]),
    ok.
