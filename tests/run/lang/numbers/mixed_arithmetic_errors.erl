%% Every arithmetic operator on every pair of kinds of numbers and non-numbers: value or reason, by operator and by apply.
-module(mixed_arithmetic_errors).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [0, 1, -7, 1 bsl 59, -(1 bsl 60), 1 bsl 70, 0.0, 2.5, -1.0e300, a, [], {}],
    [io:format("~p: ~0p~n", [Op, erlang:phash2([{A, B, two(Op, A, B)} || A <- Vs, B <- Vs])]) || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']],
    [io:format("~p: ~0p~n", [Op, [two(Op, A, B) || {A, B} <- [{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {7, 2.0}, {7, 0}, {0, 7}, {7, 0.0}, {a, 1}, {1, a}]]]) || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']],
    [io:format("~p: ~0p~n", [Op, [one(Op, A) || A <- Vs]]) || Op <- ['+', '-', 'bnot', 'not', abs, trunc, round, floor, ceil, float]],
    ?show([X || {Op, A, B} <- [{'bsl', 1, 1 bsl 40}, {'bsl', 0, 1 bsl 70}, {'bsr', 5, 1 bsl 70}, {'bsr', -5, 1 bsl 70}, {'bsl', 5, -(1 bsl 70)}, {'bsl', -1, 64}, {'bsr', -1, 64}, {'bsr', 1 bsl 100, 90}, {'bsl', 1, 59}, {'bsl', 1, 60}], X <- [two(Op, A, B)]]),
    ?show([two(Op, A, B) =:= slow(Op, A, B) || Op <- ['+', '-', '*'], A <- [1 bsl 59 - 1, -(1 bsl 59), 1 bsl 60], B <- [1, -1, 2]]), ?show([two('*', 1.0e200, 1.0e200), two('/', 1.0, 1.0e-310), two('+', 1.7e308, 1.7e308), two('-', -1.7e308, 1.7e308), two('*', 1 bsl 1000, 1.0e300), two('/', 1 bsl 2000, 1 bsl 1990), two('/', 1 bsl 2000, 1), two('+', 1 bsl 2000, 1.0)]),
    ?show([{A, B, A div B, A rem B, (A div B) * B + A rem B =:= A} || A <- [1 bsl 80, -(1 bsl 80) - 1, 1 bsl 59], B <- [3, -3, 1 bsl 59, -(1 bsl 60), 1 bsl 79]]), ?show([A band B || A <- [-1, -(1 bsl 70), 1 bsl 70 - 1], B <- [255, -256, 1 bsl 69]]), ?show([A bxor B || A <- [-1, -(1 bsl 70)], B <- [255, 1 bsl 69, -1]]), ?show([bnot A || A <- [0, -1, 1 bsl 59, 1 bsl 70, -(1 bsl 70)]]).

two(Op, A, B) -> try apply(erlang, Op, [A, B]) catch error:R -> R end.
one(Op, A) -> try apply(erlang, Op, [A]) catch error:R -> R end.
slow('+', A, B) -> id(A) + id(B); slow('-', A, B) -> id(A) - id(B); slow('*', A, B) -> id(A) * id(B).
