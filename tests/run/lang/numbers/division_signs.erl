%% div, rem and / with all signs, sizes and zeros; rounding functions.
-module(division_signs).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([{A div B, A rem B} || A <- [7, -7, 6, 0], B <- [2, -2, 3, -3]]),
    ?show([{A div B, A rem B} || A <- [1 bsl 70, -(1 bsl 70)], B <- [3, -3, 1 bsl 69, -(1 bsl 71)]]),
    ?show([{A / B} || A <- [7, -7, 0], B <- [2, -2]]),
    ?show([(1 bsl 70) / (1 bsl 69), (1 bsl 1000) / (1 bsl 999), 1 / 3, 2 / 3.0]),
    ?show(id(1 bsl 1100) / 1),
    ?show(1 / id(1 bsl 1100)),
    ?show((1 bsl 1100) / id(1 bsl 1099)),
    ?show([try A div id(0) catch error:E -> E end || A <- [0, 1, 1 bsl 70]]),
    ?show([try A rem id(0) catch error:E -> E end || A <- [0, 1]]),
    ?show([try A / id(Z) catch error:E -> E end || A <- [0, 1.0], Z <- [0, 0.0, -0.0]]),
    ?show(id(1.0) rem 1),
    ?show([{trunc(X), round(X), floor(X), ceil(X)} || X <- [2.5, -2.5, 2.4, -2.4, 0.5, -0.5, 3.0, 1.0e20, -1.0e20]]),
    ?show([{trunc(X), round(X), floor(X), ceil(X)} || X <- [5, -5, 1 bsl 70]]),
    ?show(round(1.0e300) rem 1000),
    ?show([round(0.49999999999999994), round(4503599627370497.5), round(9007199254740993.0)]),
    ?show([-0.0, 0.0 * -1, trunc(-0.5), round(-0.4)]),
    ?show(id(-(1 bsl 59)) div -1),
    ?show(id(-(1 bsl 60)) div -1),
    ?show(id(-(1 bsl 63)) div -1),
    ?show(id(-(1 bsl 63)) rem -1),
    ok.
