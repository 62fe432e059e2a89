%% atomics, counters and persistent_term: every function, limits, wrap-around and errors.
-module(shared_cells).
-export([main/0]).

main() ->
    A = atomics:new(3, []), U = atomics:new(2, [{signed, false}]),
    p(lists:sort(maps:to_list(maps:remove(memory, atomics:info(A))))), p(lists:sort(maps:to_list(maps:remove(memory, atomics:info(U))))),
    p([atomics:put(A, 1, 5), atomics:get(A, 1), atomics:add(A, 1, 3), atomics:sub(A, 1, 10), atomics:get(A, 1)]),
    p([atomics:add_get(A, 2, 7), atomics:sub_get(A, 2, 9), atomics:exchange(A, 2, 100), atomics:compare_exchange(A, 2, 99, 1),
       atomics:compare_exchange(A, 2, 100, 1), atomics:get(A, 2)]),
    p([atomics:put(A, 3, 16#7FFFFFFFFFFFFFFF), atomics:add_get(A, 3, 1), atomics:sub_get(A, 3, 1)]),
    p([atomics:put(U, 1, 16#FFFFFFFFFFFFFFFF), atomics:get(U, 1), atomics:add_get(U, 1, 1), atomics:sub_get(U, 1, 1), atomics:add_get(U, 2, 5)]),
    [e(F) || F <- [fun() -> atomics:put(U, 2, -1) end, fun() -> atomics:add_get(U, 2, -1) end, fun() -> atomics:put(A, 1, 16#FFFFFFFFFFFFFFFF) end, fun() -> atomics:exchange(U, 2, -5) end, fun() -> atomics:new(0, []) end, fun() -> atomics:new(-1, []) end, fun() -> atomics:new(a, []) end, fun() -> atomics:new(1, [foo]) end,
                   fun() -> atomics:new(1, [{signed, x}]) end, fun() -> atomics:new(1, x) end, fun() -> atomics:get(A, 0) end, fun() -> atomics:get(A, 4) end,
                   fun() -> atomics:get(A, a) end, fun() -> atomics:get(make_ref(), 1) end, fun() -> atomics:get(x, 1) end, fun() -> atomics:put(A, 1, a) end,
                   fun() -> atomics:put(A, 1, 1.0) end, fun() -> atomics:put(A, 1, 1 bsl 63) end, fun() -> atomics:put(A, 1, 1 bsl 64) end,
                   fun() -> atomics:add(A, 1, 1 bsl 70) end, fun() -> atomics:exchange(A, 9, 1) end, fun() -> atomics:compare_exchange(A, 1, a, 1) end,
                   fun() -> atomics:info(x) end, fun() -> atomics:info(make_ref()) end]],
    [begin
         C = counters:new(2, Kind),
         p([counters:put(C, 1, 5), counters:add(C, 1, 10), counters:sub(C, 1, 1), counters:get(C, 1), counters:get(C, 2)]),
         p(maps:get(size, counters:info(C))),
         p([counters:put(C, 2, 16#7FFFFFFFFFFFFFFF), counters:add(C, 2, 1), counters:get(C, 2)])
     end || Kind <- [[], [atomics], [write_concurrency]]],
    C1 = counters:new(1, []),
    [e(F) || F <- [fun() -> counters:new(0, []) end, fun() -> counters:new(1, [foo]) end, fun() -> counters:new(1, foo) end, fun() -> counters:get(C1, 2) end,
                   fun() -> counters:add(C1, 1, a) end, fun() -> counters:add(A, 1, 1) end, fun() -> atomics:get(C1, 1) end, fun() -> counters:info(A) end,
                   fun() -> counters:put(C1, 1, 1 bsl 64) end, fun() -> counters:sub(x, 1, 1) end]],
    Big = lists:seq(1, 50),
    p([persistent_term:put({?MODULE, k}, {v, Big}), persistent_term:get({?MODULE, k}) =:= {v, Big}, persistent_term:put({?MODULE, k}, same),
       persistent_term:put({?MODULE, k}, same), persistent_term:get({?MODULE, k}), persistent_term:get({?MODULE, none}, default)]),
    p([persistent_term:put_new({?MODULE, k}, same), persistent_term:put_new({?MODULE, k2}, 2), persistent_term:get({?MODULE, k2})]),
    p(lists:sort([{K, V} || {{?MODULE, K}, V} <- persistent_term:get()])),
    #{count := N, memory := M} = persistent_term:info(),
    p([N >= 2, M > 0]),
    p([persistent_term:erase({?MODULE, k}), persistent_term:erase({?MODULE, k}), persistent_term:erase({?MODULE, k2})]),
    [e(F) || F <- [fun() -> persistent_term:get({?MODULE, none}) end, fun() -> persistent_term:put_new({?MODULE, n}, 1) end, fun() -> persistent_term:put_new({?MODULE, n}, 2) end]],
    %% Many processes at once lose nothing.
    Shared = counters:new(1, [write_concurrency]),
    Ps = [spawn_monitor(fun() -> [begin counters:add(Shared, 1, 1), atomics:add(A, 1, 1) end || _ <- lists:seq(1, 200)] end) || _ <- lists:seq(1, 10)],
    Before = atomics:get(A, 1),
    [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Ps],
    p({counters:get(Shared, 1), is_integer(Before), atomics:get(A, 1)}).

p(X) -> io:format("~0p~n", [X]).
e(F) -> try F() of R -> p(R) catch C:R -> p({C, R}) end.
