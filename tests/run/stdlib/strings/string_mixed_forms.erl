%% One text as list, binary, deep list and improper deep list: every function gives the same characters.
-module(string_mixed_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    Fs = ["Åsa bär kött, två åt", unicode:characters_to_binary("Åsa bär kött, två åt"), ["Åsa ", [unicode:characters_to_binary("bär "), "kött"], $,, <<" ">> | unicode:characters_to_binary("två åt")]], L = fun(X) when is_integer(X); is_boolean(X); X =:= nomatch -> X; (X) -> unicode:characters_to_list(X) end,
    [begin Rs = [L(F(T)) || T <- Fs], io:format("~s ~ts ~w~n", [N, text(hd(Rs)), length(lists:usort(Rs))]) end || {N, F} <- [{uppercase, fun string:uppercase/1}, {lowercase, fun string:lowercase/1}, {titlecase, fun string:titlecase/1}, {casefold, fun string:casefold/1}, {length, fun string:length/1}, {reverse, fun string:reverse/1}, {slice, fun(T) -> string:slice(T, 4, 6) end}, {trim, fun(T) -> string:trim(T, both, "Åt") end}, {find, fun(T) -> string:find(T, "kö") end}, {findt, fun(T) -> string:find(T, "å", trailing) end}, {none, fun(T) -> string:find(T, "zz") end}, {prefix, fun(T) -> string:prefix(T, "Åsa") end}, {pad, fun(T) -> string:pad(T, 25, both, "*") end}, {lexeme, fun(T) -> string:nth_lexeme(T, 3, " ,") end}, {replace, fun(T) -> string:replace(T, "ä", "ae", all) end}, {empty, fun string:is_empty/1}, {split, fun(T) -> lists:join("|", string:split(T, ",", all)) end}, {take, fun(T) -> element(2, string:take(T, "Åsa ")) end}, {chomp, fun string:chomp/1}]], ok.
