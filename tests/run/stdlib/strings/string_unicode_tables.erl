%% Case of each letter of some blocks, and what normalisation makes of each: as sums, with the exceptions by name.
-module(string_unicode_tables).
-export([main/0]).
-include("../show.hrl").

main() ->
    Blocks = [{latin, 16#C0, 16#110}, {greek, 16#390, 16#3D0}, {armenian, 16#531, 16#560}, {georgian, 16#10A0, 16#10FF}, 
              {greek_ext, 16#1F50, 16#1F90}, {letterlike, 16#2120, 16#2130}, {circled, 16#24B0, 16#24D0}, {half, 16#FF20, 16#FF42},{deseret, 16#10400, 16#1040F}],
    [begin
         Cs = lists:seq(A, B),
         Longer = [C || C <- Cs, length(string:uppercase([C])) > 1 orelse length(string:lowercase([C])) > 1],
         io:format("~s up ~w down ~w fold ~w title ~w longer ~w~n",
                   [N, erlang:phash2([string:uppercase([C]) || C <- Cs]), erlang:phash2([string:lowercase([C]) || C <- Cs]), erlang:phash2([string:casefold([C]) || C <- Cs]), erlang:phash2([string:titlecase([C]) || C <- Cs]), Longer])
     end || {N, A, B} <- Blocks],
    [io:format("~s ~w~n", [N, [erlang:phash2([F([C]) || C <- lists:seq(A, B)])
                              || F <- [fun unicode:characters_to_nfc_list/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_list/1]]])
     || {N, A, B} <- [{latin, 16#C0, 16#100}, {greek_ext, 16#1F80, 16#1F98}, {half, 16#FF60, 16#FF70}, {letterlike, 16#2120, 16#2130}]],
    ok.
