%% Comparing maps: size first, then keys (integers before floats), then values.
-module(maps_order).
-export([main/0]).
-include("../lang.hrl").

sign(A, B) -> if A < B -> less; A > B -> greater; A == B -> if A =:= B -> same; true -> equal end end.

main() ->
    ?show(sign(#{a => 1}, #{a => 1, b => 1})),
    ?show(sign(#{z => 1}, #{a => 1, b => 1})),
    ?show(sign(#{a => 2}, #{b => 1})),
    ?show(sign(#{a => 1}, #{a => 2})),
    ?show(sign(#{a => 1}, #{a => 1.0})),
    ?show(sign(#{1 => x}, #{1.0 => x})),
    ?show(sign(#{2 => x}, #{1.0 => x})),
    ?show(sign(#{1 => x, 2.0 => y}, #{1.0 => x, 2 => y})),
    ?show(sign(#{a => 1, b => 2}, #{b => 1, a => 2})),
    ?show(sign(#{#{} => 1}, #{[] => 1})),
    ?show(sign(#{a => #{b => 1}}, #{a => #{b => 1.0}})),
    ?show(sign(#{}, {})),
    ?show(sign(#{}, [])),
    ?show(sign(#{}, <<>>)),
    ?show(sign(#{}, {1, 2, 3})),
    ?show(lists:sort([#{b => 1}, #{}, [], {}, a, 1, #{a => 1}, <<>>, 1.5, "x", self()]) -- [self()]),
    ?show(lists:usort([#{1 => a}, #{1.0 => a}, #{1 => a}])),
    ?show(max(#{a => 1}, #{a => 1.0})),
    ?show(lists:sort([#{K => V} || K <- [2, 1.0, 1, a], V <- [2, 1]])),
    Big = fun(V) -> maps:from_list([{I, V} || I <- lists:seq(1, 40)]) end,
    ?show(sign(Big(1), Big(1.0))),
    ?show(sign(Big(1), (Big(1))#{20 := 0})),
    ?show(sign(Big(1), maps:put(x, 1, maps:remove(40, Big(1))))),
    ok.
