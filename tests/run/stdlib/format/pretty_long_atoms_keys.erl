%% Terms with long atoms, long keys and values that never fit, at narrow widths.
-module(pretty_long_atoms_keys).
-export([main/0]).
-include("../show.hrl").

main() ->
    A = list_to_atom(lists:duplicate(30, $a)), Q = list_to_atom("with blanks " ++ lists:duplicate(20, $b)), Ts = [A, [A, Q], {A, Q, A}, #{A => Q}, [{A, 1}, {Q, [A, A]}], {Q}, [[A]], {x, #{k => [A, Q]}}, [A | Q], {A, "string that is long too, and does not fit", <<"a binary as well, really">>}],
    [io:format("-- ~w~n~ts~n", [W, io_lib:format("~" ++ integer_to_list(W) ++ "p", [T])]) || T <- Ts, W <- [5, 20, 45]], ok.
