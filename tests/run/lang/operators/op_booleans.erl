%% and, or, xor, not: truth tables, wrong operands, both sides always evaluated.
-module(op_booleans).
-export([main/0]).
-include("../lang.hrl").

main() ->
    B = [true, false],
    ?show([{X and Y, X or Y, X xor Y} || X <- B, Y <- B]),
    ?show([not X || X <- B]),
    ?show([try X and Y catch error:E -> E end || X <- [true, false, 1], Y <- [true, x]]),
    ?show([try X or Y catch error:E -> E end || X <- [true, false, 1], Y <- [true, x]]),
    ?show([try X xor Y catch error:E -> E end || X <- [true, 1], Y <- [false, x]]),
    ?show([try not X catch error:E -> E end || X <- [1, [], undefined]]),
    ?show(id(false) and error(evaluated)),
    ?show(id(true) or error(evaluated)),
    ?show(try id(false) andalso error(no) catch _:_ -> never end),
    ?show(id(1) andalso true),
    ?show(id(true) andalso 1),
    ?show(id([]) orelse true),
    ?show([X || X <- [true, false], not X or X]),
    ?show((1 < 2) and (2 < 3) xor (3 < 4)),
    ?show(is_atom(a) and not is_atom(1)),
    ok.
