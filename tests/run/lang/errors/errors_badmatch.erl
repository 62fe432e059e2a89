%% badmatch carries the whole right side, whatever did not match.
-module(errors_badmatch).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(begin {a, X} = id({b, 1}), X end),
    ?show(begin [A, B] = id("abc"), {A, B} end),
    ?show(begin #{k := V} = id(#{}), V end),
    ?show(begin <<N:8>> = id(<<1, 2>>), N end),
    ?show(begin "x" ++ T = id("yz"), T end),
    ?show(begin ok = id({error, [1, 2]}) end),
    ?show(begin {C, C} = id({1, 2}), C end),
    ?show(begin D = id(1), D = id(2) end),
    ?show(begin 1.0 = id(1) end),
    ?show(begin {ok, E} = id(1 bsl 70), E end),
    ?show(begin F = G = id(1), F + (G = id(1)) end),
    ?show((fun(Y) -> {Y, Y} = id({Y, z}) end)(q)),
    ?show([Z || Z <- [1, 2], begin 1 = Z, true end]),
    ?show(try {a, _} = id(b) catch error:{badmatch, W} -> {was, W} end),
    ?show(case catch [_ | _] = id([]) of {'EXIT', {{badmatch, []}, _}} -> yes end),
    ok.
