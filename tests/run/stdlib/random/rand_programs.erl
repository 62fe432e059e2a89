%% Shuffles, samples, weights, walks and estimates from fixed seeds by hand-written draws.
-module(rand_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = rand:seed_s(exsss, 2024), {Sh, S1} = shuffle(lists:seq(1, 10), S), show("shuffle", Sh), {Sm, S2} = sample(3, "abcdefgh", S1), show("sample", Sm), {W, S3} = lists:mapfoldl(fun(_, St) -> weighted([{a, 5}, {b, 3}, {c, 2}], St) end, S2, lists:seq(1, 20)), show("weighted", W), {Pi, S4} = lists:foldl(fun(_, {N, St}) -> {X, A} = rand:uniform_s(St), {Y, B} = rand:uniform_s(A), {if X * X + Y * Y =< 1.0 -> N + 1; true -> N end, B} end, {0, S3}, lists:seq(1, 300)), show("inside", Pi), {Walk, S5} = lists:mapfoldl(fun(_, {P, St}) -> {D, B} = rand:uniform_s(2, St), N = P + 2 * D - 3, {N, {N, B}} end, {0, S4}, lists:seq(1, 15)), show("walk", Walk), {Bytes, _} = rand:bytes_s(8, element(2, S5)), show("bytes", Bytes), {G, _} = lists:mapfoldl(fun(_, St) -> {X, B} = rand:normal_s(0.0, 1.0, St), {round(X * 1000), B} end, rand:seed_s(exrop, 5), lists:seq(1, 8)), show("gauss", G), show("dice", [length([x || X <- D, X =:= K]) || D <- [element(1, lists:mapfoldl(fun(_, St) -> rand:uniform_s(6, St) end, rand:seed_s(exro928ss, 1), lists:seq(1, 120)))], K <- lists:seq(1, 6)]), ok.
shuffle(L, S) -> {T, S1} = lists:mapfoldl(fun(X, St) -> {R, B} = rand:uniform_s(St), {{R, X}, B} end, S, L), {[X || {_, X} <- lists:sort(T)], S1}.
sample(0, _, S) -> {[], S};
sample(N, L, S) -> {I, S1} = rand:uniform_s(length(L), S), X = lists:nth(I, L), {R, S2} = sample(N - 1, lists:delete(X, L), S1), {[X | R], S2}.
weighted(Ws, S) -> {N, S1} = rand:uniform_s(lists:sum([W || {_, W} <- Ws]), S), {pick(N, Ws), S1}.
pick(N, [{X, W} | _]) when N =< W -> X;
pick(N, [{_, W} | T]) -> pick(N - W, T).
