%% Floats at their limits: overflow, underflow, signed zero, precision, conversions.
-module(float_edges).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Max = 1.7976931348623157e308, Min = 5.0e-324,
    ?show(id(Max) * 2),
    ?show(id(Max) + id(Max)),
    ?show(id(-Max) - id(Max)),
    ?show(id(Min) / 2),
    ?show(id(Max) / id(Min)),
    ?show([id(Max) + 1.0 =:= Max, id(Min) * 1.0, Min + Min]),
    ?show([0.0 == -0.0, 0.0 =:= -0.0, -0.0 < 0.0, 0 == -0.0, 0.0 + -0.0, -0.0 + -0.0, -0.0 * 1, -(0.0), 0 * -1.0]),
    ?show([1 / 3, 0.1 + 0.2, 1.0e16 + 1, 0.1 * 3, 1.1 - 1.0]),
    ?show(float(id((1 bsl 53) + 1))),
    ?show(float(id(1 bsl 1023))),
    ?show(float(id(1 bsl 1024))),
    ?show([1.0 == 1, 1.0 =:= 1, (1 bsl 53) + 1 == float((1 bsl 53) + 1)]),
    ?show([trunc(1.0e15), trunc(123456789.987), trunc(1.0e25)]),
    ?show([list_to_float("1.5"), list_to_float("-1.5e-3"), list_to_float("+2.0e+2")]),
    ?show([try list_to_float(S) catch error:E -> E end || S <- ["1", "1.", ".5", "1.0e", "1e5", "1.0e400", " 1.0", "1.0 ", "", "nan"]]),
    ?show([float_to_list(F) || F <- [0.1, 1.0, -1.5e300, 1.0e-5]]),
    ?show([float_to_list(F, [{decimals, 2}]) || F <- [0.125, 0.135, 1.005, -0.001, 1.0e10, 99.999]]),
    ?show([float_to_list(F, [{decimals, 4}, compact]) || F <- [1.5, 1.0, 0.1]]),
    ?show([float_to_list(F, [{scientific, 3}]) || F <- [1.0, 12345.678, 1.0e-10]]),
    ?show([float_to_list(F, [short]) || F <- [0.1, 1.0e22, 1.0e21, 123456.789, 1.0e-7]]),
    ?show([float_to_binary(F, [{decimals, 0}]) || F <- [0.5, 1.5, 2.5]]),
    ?show([math:pi(), math:sqrt(2), math:pow(2, 0.5), math:exp(1)]),
    ?show([try math:F(X) catch error:E -> E end || {F, X} <- [{sqrt, -1}, {log, 0}, {log, -1}, {acos, 2}, {exp, 1000}]]),
    ?show([math:fmod(7.5, 2), math:fmod(-7.5, 2), math:atan2(0, -1), math:ceil(1.2), math:floor(-1.2)]),
    ok.
