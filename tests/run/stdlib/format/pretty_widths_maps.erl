%% Line breaking of maps with one key, of nested ones, and of maps with keys in order.
-module(pretty_widths_maps).
-export([main/0]).
-include("../show.hrl").

main() ->
    Terms = [#{}, #{a => 1}, #{a => #{b => #{c => #{d => 1}}}}, #{a_rather_long_key => "a rather long value for this key"}, #{{key, 1} => [v, v, v], {key, 2} => {w, w}, "str" => <<"bin">>}, #{1 => lists:seq(1, 20), 2 => list_to_tuple(lists:seq(1, 20))},
             [#{x => 1}, #{x => 2}, #{x => 3}], {map, #{k => v}, #{k2 => v2}}, #{abcdefghijklmnop => {qrstuvwxyz, abcdefghijklmnop}}, maps:from_list([{N, N * N} || N <- lists:seq(1, 12)])],
    [begin
         io:format("-- ~w~n", [W]),
         io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ "kp", [T])])
     end || T <- Terms, W <- [10, 20, 40, 72]],
    [io:format("~ts~n", [io_lib:format("~Kp ~Kw", [F, T, F, T])]) || T <- [#{a => 1, b => 2, c => 3}, #{2 => x, 1.0 => y, 1 => z}], F <- [ordered, reversed, fun(A, B) -> A >= B end]],
    each(fun({F, A}) -> lists:flatten(io_lib:format(F, A)) end, [{"~Kp", [bad, #{a => 1, b => 2}]}, {"~KP", [ordered, #{b => 1, a => 2, c => 3}, 3]}, {"~kP", [#{b => 1, a => 2, c => 3}, 2]}, {"~kW", [#{b => 1, a => 2, c => 3}, 3]}]),
    ok.
