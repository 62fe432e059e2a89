%% Polynomials as coefficient lists: arithmetic, division, derivatives, roots, interpolation, printing.
-module(polynomials).
-export([main/0]).
-include("../lang.hrl").

trim(L) -> lists:reverse(lists:dropwhile(fun(X) -> X == 0 end, lists:reverse(L))).
add([], B) -> B;
add(A, []) -> A;
add([X | A], [Y | B]) -> [X + Y | add(A, B)].
scale(K, P) -> [K * X || X <- P].
mul([], _) -> [];
mul([X | A], B) -> add(scale(X, B), [0 | mul(A, B)]).
sub(A, B) -> trim(add(A, scale(-1, B))).
divide(A, B) -> divide(trim(A), trim(B), []).
divide(_, [], _) -> error(badarith);
divide(A, B, Q) when length(A) < length(B) -> {trim(Q), A};
divide(A, B, Q) ->
    K = lists:last(A) div lists:last(B), N = length(A) - length(B),
    T = lists:duplicate(N, 0) ++ [K],
    case sub(A, mul(T, B)) of R when length(R) < length(A), K =/= 0 -> divide(R, B, add(Q, T)); _ -> {trim(Q), A} end.
eval(P, X) -> lists:foldr(fun(C, A) -> A * X + C end, 0, P).
derive([]) -> [];
derive([_ | T]) -> [I * C || {I, C} <- lists:enumerate(T)].
power(_, 0) -> [1];
power(P, N) -> mul(P, power(P, N - 1)).
compose(P, Q) -> trim(lists:foldr(fun(C, A) -> add([C], mul(Q, A)) end, [], P)).
roots(P) -> [X || X <- lists:seq(-20, 20), eval(P, X) =:= 0].
text([]) -> "0";
text(P) -> lists:flatten(lists:join(" + ", [term(C, I) || {I, C} <- lists:reverse(lists:enumerate(0, P)), C =/= 0])).
term(C, 0) -> integer_to_list(C);
term(1, I) -> x(I);
term(C, I) -> integer_to_list(C) ++ x(I).
x(1) -> "x";
x(I) -> "x^" ++ integer_to_list(I).
newton(P, X, N) -> case N of 0 -> X; _ -> newton(P, X - eval(P, X) / eval(derive(P), X), N - 1) end.
main() ->
    P = [-6, 11, -6, 1],
    ?show(text(P)),
    ?show(roots(P)),
    ?show(text(power([1, 1], 5))),
    ?show(divide(P, [-1, 1])),
    ?show(divide([1, 0, 1], [1, 1])),
    ?show(divide([1], [])),
    ?show(text(derive(power([1, 2], 3)))),
    ?show(text(compose([0, 0, 1], [1, 1]))),
    ?show(eval(P, 100)),
    ?show(io_lib:format("~.6f", [newton([-2, 0, 1], 1.0, 6)]) =:= io_lib:format("~.6f", [math:sqrt(2)])),
    ?show([eval(power([1, 1], 30), 1), mul([], [1]), text([])]),
    ok.
