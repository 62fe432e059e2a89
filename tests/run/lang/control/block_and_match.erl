%% begin..end and matches as expressions: values, sequences, several matches, what does not match.
-module(block_and_match).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(begin 1, 2, 3 end),
    ?show(begin X = 1, begin Y = X + 1, Y * 10 end end),
    ?show(A = B = id(c)),
    ?show(begin A1 = B1 = id(c), {A1, B1} end),
    ?show(begin {P, Q} = {Q1, P1} = id({1, 2}), [P, Q, Q1, P1] end),
    ?show(begin [H | T] = [_, S | _] = id([1, 2, 3]), {H, T, S} end),
    ?show(begin {ok, V} = id({error, reason}), V end),
    ?show(begin [] = id([1]) end),
    ?show(begin {Z, Z} = id({1, 2}) end),
    ?show(begin {W, W} = id({1, 1}), W end),
    ?show(begin {W1, W1} = id({1, 1.0}), W1 end),
    ?show(begin 1 = id(1.0) end),
    ?show(begin K = id(1), K = id(1), twice end),
    ?show(begin K1 = id(1), K1 = id(2), twice end),
    ?show({M = 1, N = 2} =:= {1, 2}),
    ?show([E = id(1) | [F = id(2)]] =:= [1, 2]),
    ?show(begin _ = id(1), _ = id(2) end),
    ?show(begin _X = id(1), _X end),
    ?show(begin _Y = id(1), _Y = id(2) end),
    ?show((C = id(5)) + (D = id(6))),
    ?show(begin #{a := AA} = #{b := BB} = id(#{a => 1, b => 2}), {AA, BB} end),
    ?show(begin "ab" ++ R = id("abc"), R end),
    ?show(begin <<I:16>> = <<J:8, L:8>> = id(<<1, 2>>), {I, J, L} end),
    ?show(begin {begin1, 'end'} = id({begin1, 'end'}) end),
    ok.
