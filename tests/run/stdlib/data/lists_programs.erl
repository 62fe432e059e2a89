%% Permutations, partitions, sliding windows, transposition, run lengths, sorting of one's own and search.
-module(lists_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    show("perms", perms([a, b, c])), show("comb", comb(2, [1, 2, 3, 4])), show("power", lists:sort(power([x, y, z]))), show("partitions", parts(5, 5)), show("windows", windows(3, [1, 2, 3, 4, 5])), show("chunks", chunks(2, [1, 2, 3, 4, 5])), show("transpose", transpose([[1, 2, 3], [4, 5, 6]])), show("pascal", [pascal(N) || N <- lists:seq(1, 6)]), show("queens", length(queens(6))), show("hanoi", length(hanoi(5, a, b, c))), show("primes", sieve(lists:seq(2, 50))), show("rotate", [rot(N, [1, 2, 3, 4]) || N <- [0, 1, 3, 4, 5]]),
    L = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], show("sorts", [F(L) =:= lists:sort(L) || F <- [fun qs/1, fun ms/1, fun is/1]]), show("index", [lists:search(fun({_, V}) -> V =:= X end, lists:enumerate(L)) || X <- [5, 7]]), show("group", [{hd(G), length(G)} || G <- group(lists:sort(L))]), show("interleave", inter([a, b, c], [1, 2])), show("subseq", [maxsum(X) || X <- [[], [1, -2, 3, 4, -1], [-1, -2]]]), show("flatten", [X || X <- lists:flatten([[1, [2]], [], [[[3]]]])]), show("dedup", dedup([a, a, b, a, c, c])), show("zip3", lists:zip3([1, 2], [a, b], "xy")), show("product", [{X, Y} || X <- [1, 2], Y <- [a, b]]), show("balance", [balanced(S) || S <- ["([])", "([)]", "", "((", "]"]]), show("bits", [lists:foldl(fun(B, A) -> A * 2 + B end, 0, X) || X <- [[1, 0, 1], [], [1, 1, 1, 1]]]), ok.

perms([]) -> [[]]; perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
comb(0, _) -> [[]]; comb(_, []) -> []; comb(N, [H | T]) -> [[H | C] || C <- comb(N - 1, T)] ++ comb(N, T).
power([]) -> [[]]; power([H | T]) -> P = power(T), P ++ [[H | X] || X <- P].
parts(0, _) -> [[]]; parts(N, M) -> [[K | P] || K <- lists:seq(min(N, M), 1, -1), P <- parts(N - K, K)].
windows(N, L) when length(L) < N -> []; windows(N, [_ | T] = L) -> [lists:sublist(L, N) | windows(N, T)].
chunks(_, []) -> []; chunks(N, L) when length(L) =< N -> [L]; chunks(N, L) -> {A, B} = lists:split(N, L), [A | chunks(N, B)].
transpose([[] | _]) -> []; transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].
pascal(1) -> [1]; pascal(N) -> P = pascal(N - 1), lists:zipwith(fun(A, B) -> A + B end, [0 | P], P ++ [0]).
queens(N) -> lists:foldl(fun(_, Bs) -> [[C | B] || B <- Bs, C <- lists:seq(1, N), safe(C, B, 1)] end, [[]], lists:seq(1, N)).
safe(_, [], _) -> true; safe(C, [Q | Qs], D) -> C =/= Q andalso abs(C - Q) =/= D andalso safe(C, Qs, D + 1).
hanoi(0, _, _, _) -> []; hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).
sieve([]) -> []; sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].
rot(N, L) -> {A, B} = lists:split(N rem length(L), L), B ++ A.
qs([]) -> []; qs([P | T]) -> {A, B} = lists:partition(fun(X) -> X < P end, T), qs(A) ++ [P | qs(B)].
ms([]) -> []; ms([X]) -> [X]; ms(L) -> {A, B} = lists:split(length(L) div 2, L), lists:merge(ms(A), ms(B)).
is(L) -> lists:foldl(fun(X, S) -> {A, B} = lists:splitwith(fun(Y) -> Y < X end, S), A ++ [X | B] end, [], L).
group([]) -> []; group([X | _] = L) -> {A, B} = lists:splitwith(fun(Y) -> Y =:= X end, L), [A | group(B)].
inter([A | As], [B | Bs]) -> [A, B | inter(As, Bs)]; inter([], B) -> B; inter(A, []) -> A.
maxsum(L) -> element(2, lists:foldl(fun(X, {C, B}) -> C1 = max(0, C + X), {C1, max(B, C1)} end, {0, 0}, L)).
dedup([X, X | T]) -> dedup([X | T]); dedup([X | T]) -> [X | dedup(T)]; dedup([]) -> [].
balanced(S) -> lists:foldl(fun(_, bad) -> bad; (C, St) when C =:= $(; C =:= $[ -> [C | St]; ($), [$( | T]) -> T; ($], [$[ | T]) -> T; (_, _) -> bad end, [], S) =:= [].
