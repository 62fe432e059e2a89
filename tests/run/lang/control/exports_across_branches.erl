%% Variables bound in every branch of case, if, receive, also nested and by different patterns, used after; and in arguments evaluated together.
-module(exports_across_branches).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [1, 2.5, a, [x, y], {t, 9}, #{k => 3}, <<7, 8>>],
    ?show([branches(V) || V <- Vs]), ?show([nested(V) || V <- Vs]), ?show([by_if(V) || V <- Vs]), ?show([by_receive(V) || V <- Vs]), ?show([after_part(V) || V <- [0, 1]]),
    ?show([in_tuple(V) || V <- Vs]), ?show([match_then_use(V) || V <- [{1, 1}, {1, 2}]]), ?show([loop_with(V, 3) || V <- [1, 5]]), ?show([from_begin(V) || V <- [1, 2]]),
    ?show([some_used_before(V) || V <- [a, b, c]]), ?show([fun_after(V) || V <- [1, 2]]), ?show([in_args(V) || V <- [1, 2]]), ?show([twice(V) || V <- [1, x]]).

branches(V) -> case V of X when is_integer(X) -> Y = int; X when is_float(X) -> Y = float; [X | Y] -> ok; {Y, X} -> ok; #{k := X} -> Y = map; <<X, Y/binary>> -> ok; X -> Y = other end, {X, Y}.
nested(V) -> case V of _ when is_atom(V) -> A = 1, case V of a -> B = 2; _ -> B = 3 end; _ when is_number(V) -> if V > 2 -> A = big; true -> A = small end, B = A; _ -> [A, B] = [V, none] end, {A, B}.
by_if(V) -> if is_list(V) -> L = length(V), K = list; is_tuple(V) -> L = tuple_size(V), K = tuple; true -> L = 0, K = V end, {K, L}.
by_receive(V) -> self() ! V, receive X when is_atom(X) -> T = atom; [X | T] -> ok; X -> T = any end, {X, T}.
after_part(N) -> N =:= 1 andalso (self() ! {got, N}), receive {got, X} -> Y = message after 0 -> X = nothing, Y = timeout end, {X, Y}.
in_tuple(V) -> {case V of [H | _] -> H; _ -> H = V end, element(1, {is_list(V)})}, H.
match_then_use({A, B}) -> case A of B -> R = same; C -> R = {differs, C, B} end, R.
loop_with(_, 0) -> [];
loop_with(V, N) -> case V rem 2 of 0 -> W = V div 2, Op = half; 1 -> W = 3 * V + 1, Op = grow end, [{Op, W} | loop_with(W, N - 1)].
from_begin(V) -> begin case V of 1 -> X = one; _ -> X = many end, Y = {X, V} end, {Y, X}.
some_used_before(V) -> W = case V of a -> Q = 1, Q + 1; b -> Q = 2; c -> Q = 3, self() end, {is_pid(W) orelse W, Q}.
fun_after(V) -> case V of 1 -> X = 10; _ -> X = 20 end, F = fun(Y) -> X + Y end, [F(Z) || Z <- [V, X]].
in_args(V) -> [A = V, B = V + 1, {C = 3}], lists:sum([A, B, C]).
twice(V) -> X = case V of 1 -> Y = 2; _ -> Y = V end, case Y of X -> {equal, X, Y}; _ -> different end.
