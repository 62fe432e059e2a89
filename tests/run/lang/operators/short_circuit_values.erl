%% andalso and orelse with values that are no booleans on either side, in tail position, nested, with matches and effects; and/or evaluate both.
-module(short_circuit_values).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [true, false, x, 1], ?show([{A, B, t(fun() -> id(A) andalso id(B) end), t(fun() -> id(A) orelse id(B) end)} || A <- Vs, B <- Vs]), ?show([{A, B, t(fun() -> id(A) and id(B) end), t(fun() -> id(A) or id(B) end), t(fun() -> id(A) xor id(B) end)} || A <- Vs, B <- [true, x]]), ?show([t(fun() -> not id(A) end) || A <- Vs]),
    ?show([e(fun() -> n(true) andalso n(false) andalso n(x) end), e(fun() -> n(false) orelse n(5) orelse n(y) end), e(fun() -> n(false) orelse n(false) orelse n(y) end), e(fun() -> n(true) and n(false) and n(true) end), e(fun() -> n(false) and n(x) end), e(fun() -> n(true) or n(1) end)]),
    ?show([e(fun() -> (n(true) andalso n(false)) orelse n(z) end), e(fun() -> n(true) andalso (n(false) orelse n(z)) end), e(fun() -> n(false) andalso n(a) orelse n(b) andalso n(c) end), e(fun() -> not (n(true) andalso n(false)) end), e(fun() -> (n(true) orelse throw(no)) andalso throw(yes) end)]),
    ?show([all(L) || L <- [[], [true], [true, false, x], [true, x, true], [x]]]), ?show([any(L) || L <- [[], [false], [false, true, x], [false, x]]]), ?show(loop(5000)), ?show([if A andalso B -> both; A orelse B -> one; true -> none end || A <- [true, false], B <- [true, false]]), ?show([case A orelse B of true -> t; R -> {r, R} end || A <- [true, false], B <- [false, r]]),
    ?show([begin (is_integer(X) andalso X > 1) andalso put(last, X), get(last) end || X <- [a, 1, 2, 3]]), ?show([begin V = X > 1 andalso {big, X}, V end || X <- [1, 2]]), ?show([X || X <- [1, a, 3], is_integer(X) andalso X > 1]), ?show(t(fun() -> [X || X <- [1], X andalso true] end)), ?show(t(fun() -> [X || X <- [1], id(true) andalso id(x)] end)), ?show([{X, is_list(X) andalso X =/= [] andalso hd(X)} || X <- [[], [q], z]]),
    ?show(t(fun() -> {ok, id(true) andalso error(inside)} end)), ?show(id(false) andalso error(never)), ?show([(X =:= a orelse X =:= b) andalso yes || X <- [a, b, c]]), ?show({true andalso false orelse true, false orelse true andalso false, not true orelse true}).

t(F) -> try F() catch C:R -> {C, R} end.
n(X) -> put(seen, [X | get(seen)]), X.
e(F) -> put(seen, []), R = t(F), {R, lists:reverse(get(seen))}.
all([]) -> true; all([H | T]) -> t(fun() -> H andalso all(T) end).
any([]) -> false; any([H | T]) -> t(fun() -> H orelse any(T) end).
loop(0) -> finished; loop(N) -> N > 0 andalso loop(N - 1).
