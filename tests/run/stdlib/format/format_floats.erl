%% ~e ~f ~g over magnitudes, precisions and fields, and numbers that are too large for their field.
-module(format_floats).
-export([main/0]).
-include("../show.hrl").

main() ->
    Xs = [0.0, -0.0, 1.0, -1.0, 0.1, 1.5, 2.5, 0.05, 99999.95, 1.0e5, 123456.789, 1.0e22, 1.0e-7, 1.7976931348623157e308, 5.0e-324, 3.0e-5, 0.3, 1/3],
    each(fun(X) -> [f("~" ++ P ++ C, [X]) || C <- ["e", "f", "g"], P <- ["", ".1", ".2", ".3", ".10", ".17"]] end, Xs),
    each(fun(P) -> [f("~" ++ P ++ C ++ "|", [-3.14159]) || C <- ["e", "f", "g"]] end, ["10", "-10", "4", "2", "12.3", "-12.3.*", "12.3.0", ".0", "..0", "10..x", "8.4._"]),
    each(fun({F, A}) -> f(F, A) end, [{"~f", [1]}, {"~e", [0]}, {"~g", [a]}, {"~.0f", [1.5]}, {"~.1e", [1.5]}, {"~.0e", [1.5]}, {"~.60f", [0.1]}, {"~.30e", [0.1]}, {"~f", ["1.0"]}, {"~*.*f", [10, 2, 2.345]}, {"~*f", [-12, 1.0]}, {"~.*e", [4, 12345.678]}]),
    each(fun(X) -> {io_lib:format("~w ~p", [X, X]), float_to_list(X), float_to_list(X, [short])} end, Xs),
    ok.

f(F, A) -> try lists:flatten(io_lib:format(F, A)) catch C:R -> {C, R} end.
