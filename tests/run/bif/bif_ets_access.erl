%% Tables: every kind, access by key, counters, iteration, errors.
-module(bif_ets_access).
-export([main/0]).

show(X) -> io:format("~w~n", [X]).

try_(F) ->
    show(try F() catch error:R -> {error, R} end).

main() ->
    set(), ordered(), bags(), counters(), elements(), names(), options(), ownership(), heirs().

set() ->
    T = ets:new(t, []),
    show(ets:insert(T, [{1, a}, {2, b}, {1.0, c}])),
    show(lists:sort(ets:lookup(T, 1) ++ ets:lookup(T, 1.0) ++ ets:lookup(T, 3))),
    show([ets:member(T, K) || K <- [1, 1.0, 2, 3]]),
    show({ets:insert_new(T, {2, x}), ets:insert_new(T, [{4, x}, {2, y}]), ets:insert_new(T, [{4, x}, {5, y}])}),
    show(lists:sort(ets:tab2list(T))),
    show({ets:take(T, 4), ets:take(T, 4), ets:delete(T, 5), ets:delete(T, 5), ets:info(T, size)}),
    show({ets:delete_object(T, {2, z}), ets:delete_object(T, {2, b}), lists:sort(ets:tab2list(T))}),
    [try_(F) || F <- [fun() -> ets:insert(T, foo) end, fun() -> ets:insert(T, {}) end, fun() -> ets:insert(T, [{1}, x]) end,
                      fun() -> ets:insert(T, [{1} | x]) end, fun() -> ets:lookup(foo, 1) end, fun() -> ets:lookup("x", 1) end,
                      fun() -> ets:next(T, nokey) end, fun() -> ets:slot(T, -1) end, fun() -> ets:delete(nosuch) end]],
    show({ets:delete_all_objects(T), ets:tab2list(T), ets:first(T), ets:last(T)}),
    show({ets:delete(T), ets:info(T), ets:info(T, size)}),
    try_(fun() -> ets:lookup(T, 1) end).

ordered() ->
    T = ets:new(o, [ordered_set, {keypos, 2}]),
    true = ets:insert(T, [{x, K} || K <- [3, a, 1.5, 1, "s", {t}, <<"b">>, 2]]),
    show(ets:tab2list(T)),
    show({ets:insert_new(T, {y, 1.0}), ets:lookup(T, 1.0), ets:member(T, 2.0)}),
    show({ets:first(T), ets:next(T, 1.2), ets:prev(T, 1.2), ets:last(T), ets:next(T, <<"b">>), ets:prev(T, 1)}),
    show({ets:first_lookup(T), ets:next_lookup(T, 1), ets:prev_lookup(T, 2), ets:last_lookup(T)}),
    show([ets:slot(T, I) || I <- [0, 7, 8]]),
    true = ets:insert(T, [{n, N} || N <- lists:seq(100, 1000)]),
    [ets:delete(T, N) || N <- lists:seq(100, 1000), N rem 100 =/= 0],
    show(ets:tab2list(T)).

bags() ->
    B = ets:new(b, [bag]),
    true = ets:insert(B, [{1, a}, {1, b}, {1, a}, {2, c}]),
    show({ets:lookup(B, 1), ets:lookup_element(B, 1, 2), ets:info(B, size)}),
    show({ets:delete_object(B, {1, a}), ets:lookup(B, 1), ets:take(B, 1), ets:lookup(B, 1)}),
    D = ets:new(d, [duplicate_bag]),
    true = ets:insert(D, [{1, a}, {1, b}, {1, a}, {1.0, a}]),
    show({ets:lookup(D, 1), ets:info(D, size), ets:delete_object(D, {1, a}), ets:lookup(D, 1), ets:lookup(D, 1.0)}),
    [try_(F) || F <- [fun() -> ets:update_counter(B, 2, 1) end, fun() -> ets:update_element(D, 1, {2, x}) end,
                      fun() -> ets:lookup_element(B, 9, 2) end, fun() -> ets:lookup_element(B, 2, 3) end]].

counters() ->
    T = ets:new(t, []),
    true = ets:insert(T, {c, 10, 20, x}),
    show({ets:update_counter(T, c, 5), ets:update_counter(T, c, {3, -1}), ets:update_counter(T, c, {3, 1, 18, 0})}),
    show({ets:update_counter(T, c, [{2, 1}, {2, 1}, {3, 7}]), ets:update_counter(T, c, []), ets:update_counter(T, c, {2, -100, 0, 5})}),
    show({ets:update_counter(T, d, {2, 1}, {x, 41}), ets:update_counter(T, d, 1, {x, 0}), ets:lookup(T, d)}),
    show({ets:update_counter(T, c, 1 bsl 70), ets:lookup(T, c)}),
    [try_(F) || F <- [fun() -> ets:update_counter(T, none, 1) end, fun() -> ets:update_counter(T, c, {4, 1}) end,
                      fun() -> ets:update_counter(T, c, {9, 1}) end, fun() -> ets:update_counter(T, c, {1, 1}) end,
                      fun() -> ets:update_counter(T, c, a) end, fun() -> ets:update_counter(T, c, {2, a}) end,
                      fun() -> ets:update_counter(T, c, {2, 1, a, 2}) end, fun() -> ets:update_counter(T, c, {0, 1}) end]].

elements() ->
    T = ets:new(t, []),
    true = ets:insert(T, {k, 1, 2, 3}),
    show({ets:update_element(T, k, {2, a}), ets:update_element(T, k, [{3, b}, {4, c}, {3, d}]), ets:lookup(T, k)}),
    show({ets:update_element(T, none, {2, a}), ets:update_element(T, k, []), ets:update_element(T, n, {2, b}, {x, y}), ets:lookup(T, n)}),
    show({ets:lookup_element(T, k, 1), ets:lookup_element(T, k, 4), ets:lookup_element(T, none, 2, dflt)}),
    [try_(F) || F <- [fun() -> ets:update_element(T, k, {1, a}) end, fun() -> ets:update_element(T, k, {5, a}) end,
                      fun() -> ets:update_element(T, k, {0, a}) end, fun() -> ets:update_element(T, k, a) end,
                      fun() -> ets:lookup_element(T, k, 5) end, fun() -> ets:lookup_element(T, k, 0) end,
                      fun() -> ets:lookup_element(T, none, 1) end]].

names() ->
    show({ets:new(bif_named, [named_table, public]), ets:info(bif_named, name), is_reference(ets:whereis(bif_named))}),
    try_(fun() -> ets:new(bif_named, [named_table]) end),
    show({ets:rename(bif_named, bif_other), ets:whereis(bif_named), ets:insert(bif_other, {1}), ets:lookup(bif_other, 1)}),
    show({ets:delete(bif_other), ets:whereis(bif_other)}),
    try_(fun() -> ets:rename(bif_other, x) end).

options() ->
    T = ets:new(opts, [ordered_set, private, {keypos, 3}, compressed, {read_concurrency, true}, {write_concurrency, auto}]),
    show([{I, ets:info(T, I)} || I <- [name, size, type, keypos, protection, compressed, read_concurrency, named_table, heir, node, fixed]]),
    show({ets:info(T, owner) =:= self(), ets:safe_fixtable(T, true), ets:info(T, fixed), ets:safe_fixtable(T, false), ets:info(T, fixed)}),
    [try_(F) || F <- [fun() -> ets:new(x, [foo]) end, fun() -> ets:new("x", []) end, fun() -> ets:new(x, [{keypos, 0}]) end,
                      fun() -> ets:new(x, [set | bag]) end, fun() -> ets:info(T, nonsense) end,
                      fun() -> ets:insert(T, {1, 2}) end, fun() -> ets:setopts(T, {protection, foo}) end]].

ownership() ->
    Self = self(),
    [begin
         T = ets:new(t, [P]),
         ets:insert(T, {1, a}),
         spawn(fun() ->
                       R = try ets:lookup(T, 1) catch error:E1 -> E1 end,
                       W = try ets:insert(T, {2, b}) catch error:E2 -> E2 end,
                       Self ! {P, R, W}
               end),
         receive {P, _, _} = M -> show(M) end
     end || P <- [public, protected, private]],
    {Pid, Ref} = spawn_monitor(fun() -> Self ! ets:new(gone, [public]), receive stop -> ok end end),
    Gone = receive Tab -> Tab end,
    show(ets:insert(Gone, {x})),
    Pid ! stop,
    receive {'DOWN', Ref, _, _, _} -> ok end,
    show(ets:info(Gone)).

heirs() ->
    Self = self(),
    {_, Ref} = spawn_monitor(fun() -> T = ets:new(h, [{heir, Self, {data, 1}}]), ets:insert(T, {k, v}) end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    receive {'ETS-TRANSFER', H, _, Data} -> show({Data, ets:lookup(H, k), ets:info(H, owner) =:= Self}) end,
    G = ets:new(g, []),
    Taker = spawn(fun() -> receive {'ETS-TRANSFER', T2, Self, D} -> Self ! {D, ets:info(T2, owner) =:= self()} end end),
    show(ets:give_away(G, Taker, gift)),
    receive {gift, Owns} -> show({gift, Owns}) end,
    try_(fun() -> ets:give_away(H, Self, again) end).
