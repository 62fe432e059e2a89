%% A function with many clauses, many variables alive at once and long bodies.
-module(large_function).
-export([main/0]).
-include("../lang.hrl").

f(A, B, C, D) ->
    E = A + B, F = B + C, G = C + D, H = D + A,
    I = E * F, J = F * G, K = G * H, L = H * E,
    M = id(I), N = id(J), O = id(K), P = id(L),
    Q = [M, N, O, P], R = {M, N, O, P}, S = #{m => M, n => N},
    T = id(Q), U = id(R), V = id(S),
    W = lists:sum(T), X = tuple_size(U), Y = map_size(V),
    Z = W + X + Y + A + B + C + D + E + F + G + H + I + J + K + L + M + N + O + P,
    {Z, {A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P}, T, U, V =:= S, [W, X, Y]}.
g(X) ->
    A1 = X + 1, A2 = A1 + 1, A3 = A2 + 1, A4 = A3 + 1, A5 = A4 + 1, A6 = A5 + 1, A7 = A6 + 1, A8 = A7 + 1, A9 = A8 + 1, A10 = A9 + 1,
    B1 = id(A1), B2 = id(A2), B3 = id(A3), B4 = id(A4), B5 = id(A5), B6 = id(A6), B7 = id(A7), B8 = id(A8), B9 = id(A9), B10 = id(A10),
    C1 = case B1 of 2 -> B10; _ -> B9 end, C2 = case B2 of 3 -> B8; _ -> B7 end, C3 = if B3 > B4 -> B5; true -> B6 end,
    D = try id(B1) / (B2 - 3) catch error:badarith -> {B1, B2, B3} end,
    F = fun() -> {A1, A10, B1, B10, C1, C2, C3, D} end,
    receive never -> ok after 0 -> ok end,
    {F(), [A1, A2, A3, A4, A5, A6, A7, A8, A9, A10], [B1, B2, B3, B4, B5, B6, B7, B8, B9, B10]}.
main() ->
    ?show(f(1, 2, 3, 4)),
    ?show(f(1.0, 2, 3, 1 bsl 64)),
    ?show(g(1)),
    ?show(g(5)),
    ?show(f(a, 1, 2, 3)).
