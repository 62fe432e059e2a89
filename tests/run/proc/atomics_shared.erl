%% atomics and counters shared by processes: sums hold, exchange is exclusive, limits wrap or not.
-module(atomics_shared).
-export([main/0]).
-include("proc.hrl").

main() ->
    A = atomics:new(3, []), C = counters:new(2, [write_concurrency]), D = counters:new(2, [atomics]),
    Ps = [spawn_monitor(fun() -> [begin atomics:add(A, 1, 1), counters:add(C, 1, 2), counters:sub(D, 2, 1) end || _ <- lists:seq(1, 300)] end) || _ <- lists:seq(1, 8)],
    [down(P, M) || {P, M} <- Ps],
    p({atomics:get(A, 1), counters:get(C, 1), counters:get(D, 2)}),
    %% a lock of compare_exchange
    Ls = [spawn_monitor(fun() -> [locked(A) || _ <- lists:seq(1, 50)] end) || _ <- lists:seq(1, 6)],
    [down(P, M) || {P, M} <- Ls],
    p({atomics:get(A, 2), atomics:get(A, 3)}),
    %% each ticket once
    T = atomics:new(1, []),
    Ts = [spawn_monitor(fun() -> exit([atomics:add_get(T, 1, 1) || _ <- lists:seq(1, 50)]) end) || _ <- lists:seq(1, 6)],
    p(lists:sort(lists:append([down(P, M) || {P, M} <- Ts])) =:= lists:seq(1, 300)),
    %% limits
    S = atomics:new(1, [{signed, true}]), U = atomics:new(1, [{signed, false}]),
    atomics:put(S, 1, (1 bsl 63) - 1), p({atomics:add_get(S, 1, 1), atomics:sub_get(U, 1, 1), atomics:exchange(U, 1, 5), atomics:get(U, 1)}),
    [p(t(F)) || F <- [fun() -> atomics:put(S, 1, 1 bsl 63) end, fun() -> atomics:get(S, 2) end, fun() -> atomics:get(S, 0) end, fun() -> atomics:new(0, []) end, fun() -> counters:get(make_ref(), 1) end]],
    %% they live as long as somebody holds them
    R = run(host(), fun() -> X = atomics:new(1, []), atomics:put(X, 1, 9), X end), garbage_collect(),
    p({atomics:get(R, 1), maps:get(size, atomics:info(R))}).

locked(A) ->
    case atomics:compare_exchange(A, 2, 0, 1) of
        ok -> N = atomics:get(A, 3), erlang:yield(), atomics:put(A, 3, N + 1), atomics:put(A, 2, 0);
        1 -> erlang:yield(), locked(A)
    end.
