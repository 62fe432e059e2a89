-module(pidigits).
-export([run/0]).
run() -> lists:sum(digits(300, 1, 0, 1, 1)).
digits(0, _, _, _, _) -> [];
digits(N, Q, R, T, K) ->
    A = Q * 3 + R,
    case Q > 0 andalso A div T =:= (Q * 4 + R) div T andalso K > 1 of
        true -> D = A div T, [D | digits(N - 1, 10 * Q, 10 * (R - D * T), T, K)];
        false -> digits(N, Q * K, (2 * Q + R) * (2 * K + 1), T * (2 * K + 1), K + 1)
    end.
