%% What try, catch and comprehensions bind inside is theirs; the same names may be used again outside.
-module(try_exported_and_unsafe).
-export([main/0]).
-include("../lang.hrl").

main() ->
    R = try X1 = id(1), X1 + 1 catch _:_ -> 0 end,
    X = id(R * 10),
    ?show({R, X}),
    try Y = id(5), ?show(Y) of _ -> Z = in_of, ?show(Z) catch C:E -> ?show({C, E}) after W = in_after, ?show(W) end,
    try throw(a) catch A -> ?show(A) end,
    try throw(b) catch A2 -> ?show(A2) end,
    try error(c) catch Class:Reason -> ?show({Class, Reason}) end,
    F = fun() -> V = 1, V end,
    V = F() + 1,
    ?show(V),
    L = [Q || Q <- [1, 2]],
    Q = L,
    ?show(Q),
    M = try {ok, N1} = id({ok, 3}), N1 catch error:{badmatch, N2} -> N2 end,
    ?show(M),
    K = maybe {ok, J} ?= id({ok, 4}), J else _ -> none end,
    ?show(K),
    ok.
