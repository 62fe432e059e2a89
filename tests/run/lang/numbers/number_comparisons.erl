%% Integers against floats where a float cannot hold the integer, and sorting of mixed numbers.
-module(number_comparisons).
-export([main/0]).
-include("../lang.hrl").

s(A, B) -> if A < B -> lt; A > B -> gt; true -> eq end.
main() ->
    E = 1 bsl 53,
    ?show([s(E + D, float(E)) || D <- [-1, 0, 1, 2]]),
    ?show([s(-E + D, float(-E)) || D <- [-1, 0, 1]]),
    ?show(s(1 bsl 2000, 1.0e308)),
    ?show(s(-(1 bsl 2000), -1.0e308)),
    ?show(s((1 bsl 1023), float(1 bsl 1023))),
    ?show(s((1 bsl 1023) + 1, float(1 bsl 1023))),
    ?show([s(0, 0.0), s(0, -0.0), s(1, 0.9999999999999999), s(1, 1.0000000000000002)]),
    ?show(lists:sort([3, 1.5, 2, 2.0, 1, 1.0, 1 bsl 70, 1.0e30, -1, -1.0, 0, -0.0])),
    ?show(lists:usort([1, 1.0, 2, 2.0, 1])),
    ?show(lists:max([1, 1.0, 0.5])),
    ?show([max(1, 1.0), max(1.0, 1), min(1, 1.0), min(1.0, 1)]),
    ?show(maps:size(#{1 => a, 1.0 => b, 1 bsl 70 => c, float(1 bsl 70) => d})),
    ?show([lists:member(1, [1.0]), lists:keyfind(1, 1, [{1.0, a}]), lists:keymember(2.0, 1, [{2, b}])]),
    ?show([1, 2.0] == [1.0, 2]),
    ?show({1, [2]} =:= {1, [2.0]}),
    ?show([X || X <- [1, 1.0, 2], X == 1]),
    ?show(s({1, 2}, {1.0, 1})),
    ?show(erlang:phash2(1) =:= erlang:phash2(1.0)),
    ok.
