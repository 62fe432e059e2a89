%% Matrices as lists and as tuples: products, powers, determinants, inverses with exact fractions.
-module(matrix).
-export([main/0]).
-include("../lang.hrl").

mul(A, B) -> Bt = transpose(B), [[dot(R, C) || C <- Bt] || R <- A].
dot(X, Y) -> lists:sum([A * B || A <- X && B <- Y]).
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].
identity(N) -> [[if I =:= J -> 1; true -> 0 end || J <- lists:seq(1, N)] || I <- lists:seq(1, N)].
power(M, 0) -> identity(length(M));
power(M, N) when N rem 2 =:= 0 -> P = power(M, N div 2), mul(P, P);
power(M, N) -> mul(M, power(M, N - 1)).
det([[X]]) -> X;
det([First | Rest]) -> lists:sum([sign(I) * X * det([drop(I, R) || R <- Rest]) || X <- First && I <- lists:seq(0, length(First) - 1), X =/= 0]).
sign(I) when I rem 2 =:= 0 -> 1;
sign(_) -> -1.
drop(0, [_ | T]) -> T;
drop(N, [H | T]) -> [H | drop(N - 1, T)].
frac(N, D) -> G = gcd(abs(N), abs(D)), S = if D < 0 -> -1; true -> 1 end, {S * N div G, S * D div G}.
gcd(A, 0) -> max(A, 1);
gcd(A, B) -> gcd(B, A rem B).
inverse(M) ->
    case det(M) of
        0 -> singular;
        D -> N = length(M), S = lists:seq(0, N - 1),
            [[frac(sign(I + J) * minor(J, I, M), D) || J <- S] || I <- S]
    end.
minor(I, J, M) -> case [drop(J, R) || R <- drop(I, M)] of [] -> 1; Sub -> det(Sub) end.
main() ->
    ?show(mul([[1, 2], [3, 4]], [[5, 6], [7, 8]])),
    ?show(power([[1, 1], [1, 0]], 90)),
    ?show(transpose([[1, 2, 3], [4, 5, 6]])),
    ?show([det(M) || M <- [[[2]], [[1, 2], [3, 4]], [[2, 0, 1], [1, 3, 2], [1, 1, 1]], identity(5), [[1, 2], [2, 4]]]]),
    ?show(inverse([[1, 2], [3, 4]])),
    ?show(inverse([[2, 0, 1], [1, 3, 2], [1, 1, 1]])),
    ?show(inverse([[1, 2], [2, 4]])),
    ?show(mul([[1.5]], [[2]])),
    ?show(mul([[1, 2]], [[1]])),
    ?show(list_to_tuple([list_to_tuple(R) || R <- identity(2)])).
