%% Large selections by integers: dense, sparse, negative, with holes, around the small/big boundary, with guards in between and ranges as guards.
-module(dispatch_integers).
-export([main/0]).
-include("../lang.hrl").
-define(B, 1152921504606846976).

main() ->
    Probe = lists:seq(-3, 22) ++ [99, 100, 101, 1000, 4095, 4096, 65535, 65536, 70000, 1 bsl 31, -(1 bsl 31), 1 bsl 32, ?B - 1, ?B, ?B + 1, -?B - 1, -?B, -?B + 1,
        1 bsl 64, 1 bsl 64 + 1, 1 bsl 200, 5.0, 0.0, a, "7", [7]],
    ?show([dense(X) || X <- Probe]),
    ?show([sparse(X) || X <- Probe]),
    ?show([holes(X) || X <- Probe]),
    ?show([edges(X) || X <- Probe]),
    ?show([ranges(X) || X <- Probe]),
    ?show([fallthrough(X, Y) || X <- [1, 2, 3, 4], Y <- [a, b]]),
    ?show([two(X, Y) || X <- [0, 1, 2, 1.0], Y <- [0, 1, 2, ?B]]),
    ?show(lists:sum([byte(X) || X <- lists:seq(0, 255)])),
    ?show([byte(X) || X <- [0, 9, 10, 13, 31, 32, $a, $z, $A, $Z, $0, $9, 127, 128, 191, 192, 223, 224, 255, 256, -1]]).

dense(0) -> z; dense(1) -> a; dense(2) -> b; dense(3) -> c; dense(4) -> d; dense(5) -> e; dense(6) -> f; dense(7) -> g;
dense(8) -> h; dense(9) -> i; dense(10) -> j; dense(11) -> k; dense(12) -> l; dense(13) -> m; dense(_) -> none.

sparse(-1000000) -> a; sparse(-3) -> b; sparse(0) -> c; sparse(100) -> d; sparse(1000) -> e; sparse(4096) -> f; sparse(65536) -> g;
sparse(2147483648) -> h; sparse(-2147483648) -> i; sparse(4294967296) -> j; sparse(X) when is_integer(X) -> -1; sparse(_) -> none.

holes(1) -> a; holes(3) -> b; holes(X) when X < 0 -> neg; holes(5) -> c; holes(5.0) -> fc; holes(7) -> d; holes(-1) -> never; holes(9) -> e;
holes(X) when is_integer(X), X rem 2 =:= 0 -> even; holes(11) -> f; holes(13) -> g; holes(0) -> never; holes(_) -> none.

edges(1152921504606846975) -> max; edges(1152921504606846976) -> over; edges(-1152921504606846976) -> min; edges(-1152921504606846977) -> under;
edges(18446744073709551616) -> w; edges(18446744073709551617) -> w1; edges(0) -> zero; edges(1) -> one; edges(_) -> none.

ranges(X) when is_integer(X, 0, 9) -> {digit, X};
ranges(X) when is_integer(X), X >= 10, X < 20 -> teen;
ranges(X) when X > 20, X =< 100 -> upto_100;
ranges(X) when is_integer(X, -?B, ?B) -> within;
ranges(X) when is_integer(X) -> outside;
ranges(X) when is_number(X) -> number;
ranges(_) -> none.

fallthrough(1, a) -> a1; fallthrough(2, b) -> b2; fallthrough(X, a) when X > 2 -> big_a; fallthrough(1, _) -> any1; fallthrough(3, b) -> b3;
fallthrough(_, Y) -> Y.

two(0, 0) -> 1; two(0, 1) -> 2; two(1, 0) -> 3; two(1, 1) -> 4; two(1.0, 1) -> 5; two(_, ?B) -> 6; two(2, _) -> 7; two(X, X) -> 8; two(_, _) -> 9.

byte($\s) -> 1; byte($\t) -> 1; byte($\n) -> 1; byte($\r) -> 1;
byte(C) when C >= $a, C =< $z -> 2;
byte(C) when C >= $A, C =< $Z -> 3;
byte(C) when C >= $0, C =< $9 -> 4;
byte($_) -> 5; byte($@) -> 5;
byte(C) when C band 16#c0 =:= 16#80 -> 6;
byte(C) when C band 16#e0 =:= 16#c0 -> 7;
byte(C) when C band 16#f0 =:= 16#e0 -> 8;
byte(C) when C < 0; C > 255 -> out;
byte(_) -> 0.
