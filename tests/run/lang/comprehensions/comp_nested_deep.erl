%% Deep nesting: comprehensions in generators, filters, patterns' sizes and results of each other.
-module(comp_nested_deep).
-export([main/0]).
-include("../lang.hrl").

triples(N) -> [{A, B, C} || C <- lists:seq(1, N), B <- lists:seq(1, C), A <- lists:seq(1, B), A * A + B * B =:= C * C].
queens(N) -> queens(N, N, [[]]).
queens(_, 0, Boards) -> Boards;
queens(N, K, Boards) -> queens(N, K - 1, [[Q | B] || B <- Boards, Q <- lists:seq(1, N) -- B, safe(Q, B, 1)]).
safe(_, [], _) -> true;
safe(Q, [H | T], D) -> abs(Q - H) =/= D andalso safe(Q, T, D + 1).
perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
transpose([[] | _]) -> [];
transpose(M) -> [[H || [H | _] <- M] | transpose([T || [_ | T] <- M])].
power([]) -> [[]];
power([H | T]) -> P = power(T), [[H | S] || S <- P] ++ P.
sort([]) -> [];
sort([P | T]) -> sort([X || X <- T, X < P]) ++ [P] ++ sort([X || X <- T, X >= P]).

main() ->
    ?show(triples(20)),
    ?show(length(queens(6))),
    ?show(hd(queens(5))),
    ?show(perms("abc")),
    ?show(transpose([[1, 2, 3], [4, 5, 6]])),
    ?show(power([a, b, c])),
    ?show(sort([3, 1, 4, 1, 5, 9, 2, 6])),
    ?show([[{I, J} || J <- lists:seq(1, I), (I + J) rem 2 =:= 0] || I <- lists:seq(1, 4)]),
    ?show(lists:sum([X || L <- [[Y * Z || Z <- [1, 2]] || Y <- [1, 2, 3]], X <- L])),
    ?show([X || X <- lists:seq(2, 30), [] =:= [D || D <- lists:seq(2, X - 1), X rem D =:= 0]]),
    ?show([<< <<(C + 1)>> || <<C>> <= W >> || W <- [<<"HAL">>, <<"abc">>]]),
    ?show([length([b || B <- integer_to_list(N, 2), B =:= $1]) || N <- [0, 1, 7, 255, 256]]),
    ok.
