%% Comparisons give booleans that compare again; exact and arithmetic equality on structures.
-module(op_comparison_chain).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show((1 < 2) < (2 < 1)),
    ?show((1 == 1) =:= (2 == 2.0)),
    ?show([1 == 1.0, [1] == [1.0], {1} == {1.0}, #{a => 1} == #{a => 1.0}, #{1 => a} == #{1.0 => a}]),
    ?show([1 =:= 1.0, [1] =:= [1.0], "a" =:= [97], <<"a">> =:= <<97>>]),
    ?show([1 /= 1.0, 1 =/= 1.0, a /= b, [] =/= {}]),
    ?show([1 =< 1.0, 1.0 =< 1, 1 >= 1.0]),
    ?show([a < b, abc < abd, 'A' < a, '' < a, a < aa]),
    ?show(["" < "a", "a" < "b", "ab" < "b", [1, 2] < [1, 2, 0], [a | b] < [a, b], [] < [[]]]),
    ?show([{} < {a}, {z} < {a, a}, {a, b} < {a, c}, {1, 2} == {1.0, 2.0}]),
    ?show([<<>> < <<0>>, <<1>> < <<1, 0>>, <<255>> > <<1, 1>>, <<1:1>> > <<0, 0>>]),
    ?show(lists:sort([b, "b", <<"b">>, {b}, 2, 2.0, #{b => 1}, [], {}, fun lists:map/2, #{}, 1.9, a, "a"])),
    ?show([fun lists:map/2 > a, fun lists:map/2 < {}, make_ref() > a, self() > make_ref(), self() < {}]),
    ?show([max(a, 1), min(a, 1), max([], {}), max(#{}, []), min("", <<>>)]),
    ok.
