-module(mandel).
-export([run/0]).
run() -> rows(0, 120, 0).
rows(N, N, Acc) -> Acc;
rows(Y, N, Acc) -> rows(Y + 1, N, cols(0, N, 2.0 * Y / N - 1.0, Acc)).
cols(N, N, _, Acc) -> Acc;
cols(X, N, Ci, Acc) -> cols(X + 1, N, Ci, Acc + iter(0.0, 0.0, 2.0 * X / N - 1.5, Ci, 50)).
iter(_, _, _, _, 0) -> 0;
iter(Zr, Zi, Cr, Ci, K) ->
    R = Zr * Zr, I = Zi * Zi,
    if R + I > 4.0 -> K;
       true -> iter(R - I + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, K - 1)
    end.
