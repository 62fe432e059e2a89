%% Float constants in clauses, comparisons, arithmetic that is folded, and in structures.
-module(literal_floats_in_code).
-export([main/0]).
-include("../lang.hrl").

f(0.0) -> plus_zero;
f(1.0) -> one;
f(1.5) -> one_and_half;
f(-2.0e10) -> large_negative;
f(X) when X > 1.0e300 -> huge;
f(X) when X == 2 -> two;
f(_) -> other.
main() ->
    ?show([f(X) || X <- [0.0, -0.0, 0, 1, 1.0, 1.5, -2.0e10, 1.0e301, 2, 2.0, x]]),
    ?show(0.1 + 0.2),
    ?show(1.0e308 * 10),
    ?show(1 / 0.0),
    ?show([1.0, 1, 2.5e-3, 1.0e-300 * 1.0e-300]),
    ?show(-0.0),
    ?show([-0.0 =:= 0.0, -(0.0), 0.0 * -1.0]),
    ?show({1.0, [2.0], #{3.0 => 4.0}}),
    ?show(1.0 + 1),
    ?show(3 * 1.0 - 2 / 4),
    ?show(case 1.0 of 1 -> a; 1.0 -> b end),
    ?show(10.0 / 3),
    ?show(trunc(2.9) + round(2.5)),
    ok.
