%% How maps print: one key each, nested, with line breaks, as keys of others, in all widths.
-module(maps_printing).
-export([main/0]).
-include("../lang.hrl").

deep(0) -> leaf;
deep(N) -> #{level => deep(N - 1)}.
long(N) -> lists:duplicate(N, element_of_a_list).

main() ->
    io:format("~p ~w~n", [#{}, #{}]),
    io:format("~p ~w~n", [#{a => 1}, #{a => 1}]),
    io:format("~p~n", [#{"str" => 'At om'}]),
    io:format("~w~n", [#{"str" => 'At om'}]),
    io:format("~p~n", [deep(5)]),
    io:format("~p~n", [deep(12)]),
    io:format("~p~n", [#{key => long(6)}]),
    io:format("~p~n", [#{a_rather_long_key_for_a_map_to_have_in_it => a_rather_long_value_that_does_not_fit}]),
    io:format("~p~n", [#{{key, long(5)} => value}]),
    io:format("~30p~n", [#{key => #{inner => [1, 2, 3, {four, five, six, seven}]}}]),
    io:format("~kp~n", [#{b => 1, a => 2, c => 3}]),
    io:format("~kp~n", [#{10 => x, 9 => y, a => z, 1.5 => w, "s" => v, {t} => u}]),
    io:format("~kp~n", [maps:from_list([{I, long(2)} || I <- lists:seq(1, 5)])]),
    io:format("~kp~n", [[#{x => 1, y => 2}, {#{z => 3}}]]),
    io:format("~P~n", [deep(6), 5]),
    io:format("~W~n", [deep(6), 5]),
    io:format("~P~n", [#{a => long(9)}, 6]),
    io:format("~0p|~5p|~20p|~n", [#{a => 1}, #{a => 1}, #{a => 1}]),
    io:format("~tp~n", [#{"日本" => 'Ωm'}]),
    io:format("~p~n", [#{<<"b">> => <<1, 2>>}]),
    ok.
