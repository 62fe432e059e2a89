%% Zero with a sign, floats that equal integers, large floats beside big integers: =:=, ==, matching, map keys, order, lists functions.
-module(float_match).
-export([main/0]).
-include("../lang.hrl").

main() ->
    P = id(0.0), M = id(-0.0), One = id(1.0),
    ?show({P =:= M, P == M, P =/= M, P /= M, P < M, P > M, P =< M, P == 0, M == 0, P =:= 0}),
    ?show({zero(P), zero(M), zero(0), zero(One - 1), zero(-P), zero(-M), zero(P * -1), zero(0 * M), zero(M + P), zero(M - 0.0)}),
    ?show({One =:= 1, One == 1, 1 =:= id(1), {1} == {1.0}, {1} =:= {1.0}, [1, {1.0}] == [1.0, {1}], #{1 => 2} == #{1.0 => 2}, #{k => 2} == #{k => 2.0}}),
    ?show([maps:get(K, #{1 => int, 1.0 => float, 0.0 => plus}, none) || K <- [1, 1.0, id(0.0), id(-0.0), 0]]),
    ?show(map_size(#{id(0.0) => a, id(-0.0) => b, 0 => c})),
    ?show(lists:usort([1, 1.0, 2, 1.0, 0.0, -0.0, 0])),
    ?show(lists:sort([3, 2.0, 2, 1.0, 1, 3.0])),
    ?show({lists:member(1.0, [1, 2]), lists:keyfind(1.0, 1, [{1, a}]), lists:delete(2.0, [2, 2.0]), [1.0, 2] -- [1, 2.0, 2]}),
    ?show({lists:max([1, 1.0]), lists:max([1.0, 1]), lists:min([1, 1.0]), max(1, 1.0), max(1.0, 1), min(1, 1.0), min(1.0, 1)}),
    Big = 9007199254740993, F = 9007199254740992.0,
    ?show({Big > F, Big == F, Big - 1 == F, F < Big, Big =:= trunc(F), Big + 0.0, id(Big) * 1.0 == Big}),
    ?show([compare(1 bsl N + D, float(1 bsl N)) || N <- [52, 53, 54, 59, 60, 63, 64, 100, 1000], D <- [-1, 0, 1]]),
    ?show([compare(-(1 bsl N) + D, -float(1 bsl N)) || N <- [53, 60, 64, 1000], D <- [-1, 0, 1]]),
    ?show({1 bsl 1023 < 1.7e308, 1 bsl 1024 > 1.7e308, -(1 bsl 2000) < -1.7e308, 1 bsl 2000 == 1.0e308}),
    ?show([pat(X) || X <- [1, 1.0, -1.0, 0.1 + 0.2, 0.3, 1.0e22, 1.0e23, 5.0e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 10000000000000000000000]]),
    ?show([tup(X) || X <- [{0.0, 1}, {-0.0, 1}, {0, 1}, {0.0, 1.0}, [0.0], [-0.0], [0]]]),
    ?show({P =:= 0.0, M =:= -0.0, erlang:phash2(P) =:= erlang:phash2(M), term_to_binary(P) =:= term_to_binary(M)}),
    ?show({is_integer(One), is_float(1), is_number(One), trunc(M), abs(M), float(0), round(-0.4), -id(0), float(-id(0))}),
    ?show({P == M andalso 1 / One, math:atan2(P, -1.0) > 0, math:atan2(M, -1.0) > 0, math:sqrt(M), math:floor(-0.5), math:ceil(-0.5)}).

zero(0.0) -> plus; zero(-0.0) -> minus; zero(0) -> integer; zero(_) -> none.
compare(A, B) when A < B -> lt; compare(A, B) when A == B, A =/= B -> eq; compare(A, B) when A > B -> gt.
pat(1) -> int_one; pat(1.0) -> one; pat(-1.0) -> minus_one; pat(0.3) -> third; pat(0.30000000000000004) -> nearly; pat(1.0e22) -> e22; pat(1.0e23) -> e23;
pat(4.9406564584124654e-324) -> least; pat(2.2250738585072014e-308) -> least_normal; pat(1.7976931348623157e308) -> greatest; pat(X) when X == 1.0e22 -> big; pat(_) -> none.
tup({0.0, 1}) -> a; tup({-0.0, 1}) -> b; tup({_, 1.0}) -> c; tup([0.0]) -> d; tup([X]) when X =:= -0.0 -> e; tup(_) -> f.
