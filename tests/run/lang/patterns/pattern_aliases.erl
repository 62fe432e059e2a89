%% Aliases: of parts, of both sides, of maps and binaries, in funs, generators and receive.
-module(pattern_aliases).
-export([main/0]).
-include("../lang.hrl").

f({A, [B | _] = L} = T) -> {A, B, L, T};
f(#{k := V} = #{l := W} = M) -> {V, W, map_size(M)};
f(<<A, _/binary>> = <<_:4, B:4, _/binary>>) -> {A, B};
f([_ | [_ | T] = U] = W) -> {T, U, W};
f({x, Y} = {X, y}) -> {X, Y};
f(1 = X) -> {one, X};
f(X = a) -> {atom, X};
f(_) -> no.
g({A, B} = {B, A}) -> same;
g({_, _} = P) -> P.
main() ->
    ?show([f(X) || X <- [{1, "ab"}, #{k => 1, l => 2}, <<16#12, 3>>, [1, 2, 3], {x, y}, {x, z}, 1, a, b]]),
    ?show([g(X) || X <- [{1, 1}, {1, 2}, {1, 1.0}]]),
    ?show([{X, T} || {_, X} = T <- [{1, a}, b, {2, c}]]),
    self() ! {m, [1, 2]},
    ?show(receive {m, [H | _] = L} = M -> {H, L, M} end),
    ?show((fun([_ | T] = L) -> {T, L} end)("xyz")),
    ?show(try throw({a, b}) catch {_, Y} = Z -> {Y, Z} end),
    X1 = {Y1, Z1} = id({1, 2}),
    ?show({X1, Y1, Z1}),
    ?show(case id({ok, 1}) of {ok, N} = R when N > 0 -> R end),
    ok.
