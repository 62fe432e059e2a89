%% Shortest digits that read back the same: printing of floats of every size by ~p ~w ~f ~e ~g.
-module(float_formatting).
-export([main/0]).
-include("../lang.hrl").

fs() -> [0.0, 1.0, 0.1, 0.5, 1.5, 100.0, 123456.789, 1.0e15, 1.0e16, 1.0e17, 9007199254740991.0, 9007199254740992.0, 1.0e22, 1.0e23, 0.001, 0.0001, 1.0e-5, 1.0e-7, 5.0e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1/3, 2/3, 0.3, 1.1, 4.35, 5.0e-5].
main() ->
    [io:format("~p ~w ~s~n", [F, -F, float_to_list(F, [short])]) || F <- fs()],
    ?show([list_to_float(lists:flatten(io_lib:format("~p", [F]))) =:= F || F <- fs()]),
    [io:format("~.1f ~.3f ~10.2f|~-10.2f|~n", [F, F, F, F]) || F <- [0.05, 0.15, 0.25, 1.005, 2.5, -1.25, 1234.5678, 1.0e10]],
    [io:format("~.3e ~12.4e ~g ~.3g~n", [F, F, F, F]) || F <- [0.05, 1234.5678, -1.0e-10, 1.0e100, 1.0]],
    ?show([float_to_binary(F, [{decimals, D}]) || F <- [1.23456, 0.5, 1.0e5], D <- [0, 1, 4, 10]]),
    ?show([float_to_list(F, [{decimals, 10}, compact]) || F <- [1.5, 1.0, 1.23456789012]]),
    ?show([float_to_list(F, [{scientific, D}]) || F <- [123.456, 0.001], D <- [0, 3, 20]]),
    ?show([float_to_list(F) || F <- [1.0, 0.1]]),
    ?show(float_to_list(1.0, [bad])),
    ok.
