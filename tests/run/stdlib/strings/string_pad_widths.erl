%% Padding to widths counted in graphemes, at each side, with pads of more than one character.
-module(string_pad_widths).
-export([main/0]).
-include("../show.hrl").

main() ->
    [?show({S, L, D, unicode:characters_to_list(string:pad(S, L, D, P)), P})
     || S <- ["", "ab", <<"åb"/utf8>>, "e\x{301}"], L <- [0, 1, 5], D <- [leading, trailing, both], P <- [$., "xy"]],
    each(fun({S, L, D, P}) -> string:pad(S, L, D, P) end,
         [{"ab", 4, both, $*}, {"ab", 5, both, $*}, {<<"ab">>, 5, leading, "12"}, {"ab", 2, trailing, $ }, {"ab", -1, trailing, $ }, {"ab", 3, middle, $ }, {"ab", a, leading, $ },
          {ab, 4, leading, $ }, {"ab", 4, leading, x}, {"ab", 4, leading, []}, {"ab", 1, leading, x}, {"ab", 4, trailing, <<"z">>}, {"ab", 4, trailing, 16#1F600}, {["a", <<"b">>], 4, both, "_"}]),
    each(fun(S) -> {string:pad(S, 6), string:pad(S, 6, leading)} end, ["abc", <<"abc">>, "", "日本"]),
    ok.
