%% Line ends of each kind at the end and inside, chomped and split.
-module(string_chomp_lines).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {string:chomp(S), string:chomp(unicode:characters_to_binary(S)), string:split(S, "\n", all), string:lexemes(S, [[$\r, $\n], $\n]), string:trim(S, trailing, "\r\n"), string:trim(S, trailing, [[$\r, $\n]])} end, ["", "\n", "\r\n", "a\n", "a\r\n", "a\r", "a\n\n", "a\r\n\r\n", "a\n\r\n", "a\r\n\n", "a\nb", "a\r\nb\r\n", "\na", "a \n", "å\r\n"]), ok.
