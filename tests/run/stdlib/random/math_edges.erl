%% math: every function at zeros, ones, large and small numbers, and outside of its domain.
-module(math_edges).
-export([main/0]).
-include("../show.hrl").

main() ->
    One = [acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, erf, erfc, exp, floor, log, log10, log2, sin, sinh, sqrt, tan, tanh],
    [io:format("~s ~ts~n", [F, lists:join(" ", [outcome(fun() -> round_off(math:F(X)) end) || X <- [0, 0.0, -0.0, 1, -1, 0.5, 2, -2.5, 100, 1.0e300, -1.0e300, 1.0e-300, 1 bsl 60]])]) || F <- One],
    [io:format("~s ~ts~n", [F, lists:join(" ", [outcome(fun() -> round_off(math:F(X, Y)) end) || {X, Y} <- [{0, 0}, {1, 0}, {0, -1}, {2, 10}, {2, 0.5}, {-8, 3}, {-8, 1 / 3}, {10, 400}, {7.5, 2}, {-7.5, 2}, {1, 0.0}, {1.0e300, 1.0e300}]])]) || F <- [atan2, fmod, pow]],
    each(fun(F) -> F() end, [fun() -> math:sqrt(x) end, fun() -> math:sqrt(1 bsl 2000) end, fun() -> math:pow(a, 1) end, fun() -> math:floor("1") end, fun() -> math:pi() end, fun() -> math:tau() end, fun() -> math:atan2(1, x) end]),
    each(fun(X) -> {round(X), trunc(X), floor(X), ceil(X)} end, [0.5, 1.5, 2.5, -0.5, -1.5, 1.0e20, -1.0e20, 4503599627370495.5, 0.49999999999999994, 7, x]),
    ok.

%% The last digits may differ between libraries of the system.
round_off(X) when is_float(X), X =/= 0.0 -> list_to_float(float_to_list(X, [{scientific, 12}]));
round_off(X) -> X.
