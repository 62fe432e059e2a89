%% Patterns of receive that use variables bound by the function's head, by earlier receives, by case; with binaries and maps built from them.
-module(recv_patterns_bound_late).
-export([main/0]).
-include("proc.hrl").

main() ->
    Ms = [{k, 1, a}, {k, 2, b}, {bin, <<3, "abc", "rest">>}, {map, #{x => 1, y => 2}}, {k, 3, c}, {sum, 5}, [1, 2, 3], {t, {t, {t, end_}}}, {f, 1.0}, {f, 1}],
    [self() ! M || M <- Ms], p([by_key(K) || K <- [3, 1, 2, 4]]), p(by_size(3)), p(by_map_key(y)), p(by_sum(2, 3)), p(by_head(1)), p(nested(3)), p(number(1)), p(number(1.0)), p(all()),
    [self() ! {n, N} || N <- [5, 3, 8, 1]], p(ascending(0)), p(all()), [self() ! {pair, A, B} || {A, B} <- [{1, 2}, {2, 2}, {3, 4}]], p(receive {pair, X, X} -> X end), p(receive {pair, Y, Z} when Z =:= Y + 1, Y > 1 -> {Y, Z} end), p(all()),
    Bin = <<"key">>, self() ! <<"nokey">>, self() ! <<"key=value">>, p(receive <<Bin:3/binary, $=, V/binary>> -> V end), p(all()), Fun = fun(W) -> receive {W, R} -> R after 0 -> none end end, self() ! {b, 2}, self() ! {a, 1}, p([Fun(W) || W <- [a, b, c]]),
    S = size_of, self() ! {S, 4, <<1, 2, 3, 4>>}, p(receive {S, 4, <<A4:(4 * 4), _/bits>>} -> A4 after 0 -> none end), p([case self() ! {c, I} of {c, J} -> receive {c, J} -> J end end || I <- [1, 2]]).

by_key(K) -> receive {k, K, V} -> V after 0 -> none end.
by_size(S) -> receive {bin, <<S, T:S/binary, R/binary>>} -> {T, R} end.
by_map_key(K) -> receive {map, #{K := V}} -> V end.
by_sum(A, B) -> receive {sum, N} when N =:= A + B -> N end.
by_head(H) -> receive [H | T] -> T end.
nested(0) -> none; nested(N) -> receive {t, X} = M -> case X of {t, Y} -> self() ! Y, {N, nested(N - 1), M}; _ -> {last, X} end after 0 -> {N, nothing} end.
number(N) -> receive {f, N} -> {found, N} after 0 -> none end.
ascending(Min) -> receive {n, N} when N > Min -> [N | ascending(N)] after 0 -> [] end.
