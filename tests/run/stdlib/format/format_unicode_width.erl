%% Fields and precisions over wide, combining and right-to-left characters.
-module(format_unicode_width).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ts = ["abc", "åäö", "日本語", "e\x{301}e\x{301}", "שלום", "👍🏽👍", "ｆｕｌｌ", "a\x{200D}b"],
    [io:format("~ts|~ts|~ts|~ts|~w~n", [io_lib:format(F, [T]) || F <- ["~8ts", "~-8ts", "~.2ts", "~6.3._ts"]] ++ [string:length(io_lib:format("~8ts", [T]))]) || T <- Ts], [io:format("~ts ~ts ~ts~n", [io_lib:format("~tp", [T]), io_lib:format("~p", [T]), io_lib:format("~tw", [list_to_atom(T)])]) || T <- Ts], [io:format("~ts~n", [io_lib:format("~12tp", [[T, unicode:characters_to_binary(T)]])]) || T <- Ts], ok.
