%% Formatting to binaries, with and without a limit of characters.
-module(format_bformat).
-export([main/0]).
-include("../show.hrl").

main() ->
    Cases = [{"~w ~p ~s", [a, "b", "c"]}, {"~ts", ["åß€"]}, {"~tp", [["ж", <<"ж"/utf8>>]]}, {"~n~~~c", [$x]}, {"~5.2f|~-8w|", [1.5, ab]}, {<<"~p">>, [<<"x">>]}, {"", []}],
    each(fun({F, A}) -> {io_lib:bformat(F, A), io_lib:bformat(F, A) =:= unicode:characters_to_binary(io_lib:format(F, A))} end, Cases),
    each(fun({F, A}) -> io_lib:bformat(F, A) end, [{"~w", []}, {"~s", [1]}, {"~ts", [<<255>>]}, {x, []}, {"~q", [a]}]),
    each(fun({F, A, O}) -> io_lib:bformat(F, A, O) end, [{"~p", ["abc"], []}, {"~p", ["abc"], [{chars_limit, 1000}]}, {"~p", ["abc"], [{chars_limit, -1}]}, {"~s", ["abcdefgh"], [{chars_limit, 4}]}, {"~p", [a], bad}]),
    each(fun({F, A, O}) -> lists:flatten(io_lib:format(F, A, O)) end,
         [{"~s", ["abcdefgh"], [{chars_limit, N}]} || N <- [0, 1, 3, 5, 8, 9]] ++ [{"~w", [lists:seq(1, 50)], [{chars_limit, -1}]}, {"~w and ~w", [a, b], [{chars_limit, 100}]}, {"~w", [a], [{chars_limit, x}]}, {"~w", [a], [{other, 1}]}, {"~w", [a], x}]),
    each(fun({T, O}) -> lists:flatten(io_lib:write(T, O)) end, [{[1, 2, 3], []}, {[1, 2, 3], [{depth, 2}]}, {{a, "å"}, [{encoding, unicode}]}, {'ж', [{encoding, latin1}]}, {'ж', [{encoding, unicode}]}, {[1, 2], 1}, {#{b => 1, a => 2}, [{maps_order, ordered}]}, {#{b => 1, a => 2}, [{maps_order, reversed}]}]),
    each(fun({T, O}) -> io_lib:bwrite(T, O) end, [{[1, 2, 3], []}, {{a, "å"}, [{encoding, unicode}]}, {'ж', [{encoding, latin1}]}, {#{b => 1, a => 2}, [{maps_order, reversed}]}, {<<1:3>>, [{depth, 1}]}]),
    ok.
