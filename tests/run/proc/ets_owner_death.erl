%% Tables of a process that ends: deleted, or given to their heir with its data.
-module(ets_owner_death).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    T1 = run(H, fun() -> ets:new(own_a, [public]) end),
    T2 = run(H, fun() -> T = ets:new(own_b, [named_table, {heir, none}]), ets:insert(T, {k, v}), T end),
    Self = self(),
    T3 = run(H, fun() -> T = ets:new(own_c, [{heir, Self, {the, data}}]), ets:insert(T, {x, 1}), T end),
    p([ets:info(T, owner) =:= H || T <- [T1, T2, T3]]),
    p(quit(H, over)),
    p([ets:info(T) || T <- [T1, T2]]),
    p(receive {'ETS-TRANSFER', T3, H, D} -> D end),
    p({ets:info(T3, owner) =:= Self, ets:lookup(T3, x), ets:info(T3, heir) =:= Self}),
    %% the name is free once the end is known
    p(ets:new(own_b, [named_table])),
    %% an heir that is dead
    G = host(), Dead = host(), kill(Dead, kill),
    T4 = run(G, fun() -> ets:new(own_d, [{heir, Dead, x}]) end),
    quit(G, over),
    p(ets:info(T4)),
    %% given away
    K = host(),
    T5 = ets:new(own_e, []), ets:insert(T5, {a, 1}),
    p(ets:give_away(T5, K, gift)),
    p({t(fun() -> ets:insert(T5, {b, 2}) end), run(K, fun() -> receive {'ETS-TRANSFER', T, F, G5} -> {T =:= T5, F =:= Self, G5, ets:lookup(T, a)} end end)}),
    p([t(fun() -> ets:give_away(T5, X, g) end) || X <- [K, a]]),
    p(t(fun() -> ets:give_away(T3, Dead, g) end)),
    quit(K, normal), p(ets:info(T5)).
