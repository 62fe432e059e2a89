%% Constant expressions in patterns: arithmetic, bit operations, characters, concatenation, negative numbers.
-module(pattern_arithmetic).
-export([main/0]).
-define(KB, 1024).
-include("../lang.hrl").

f(1 + 1) -> two;
f(2 * ?KB) -> two_kb;
f(-5) -> minus_five;
f(- (3)) -> minus_three;
f(+7) -> seven;
f(1 bsl 10) -> kb;
f(16#ff band 16#0f) -> fifteen;
f(bnot 0) -> minus_one;
f(10 div 3) -> three;
f(10 rem 4) -> never_two;
f($a + 1) -> b;
f(1.5 * 2) -> three_float;
f(-0.5) -> minus_half;
f(1 bsl 64) -> big;
f({1 + 2, [2 - 1]}) -> nested;
f(<<(1 + 1)>>) -> bytes;
f(#{1 + 1 := X}) -> {map, X};
f(_) -> other.
main() ->
    ?show([f(X) || X <- [2, 2048, -5, -3, 7, 1024, 15, -1, 3, $b, 3.0, -0.5, 18446744073709551616, {3, [1]}, <<2>>, #{2 => x}, 4, 2.0]]),
    ?show(begin 2 + 3 = id(5), ok end),
    ?show(begin 2 + 3 = id(6), ok end),
    ?show(case id(100) of 10 * 10 -> hundred; _ -> no end),
    ?show([ok || 1 + 1 <- [1, 2, 2.0, 2]]),
    ok.
