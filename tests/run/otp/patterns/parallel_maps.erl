%% Parallel maps with order kept, limits of workers, failures that cancel the rest, and folds as they come.
-module(parallel_maps).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    F = fun(X) when X rem 7 =:= 0 -> error({seven, X}); (X) -> X * X end, show("map", pmap(F, [1, 2, 3, 4])), show("fails", outcome(fun() -> pmap(F, [1, 7, 3]) end)), show("limited", limited(F, lists:seq(1, 6), 2)), show("limit one", limited(F, [3, 2, 1], 1)), show("partition", lists:partition(fun({ok, _}) -> true; (_) -> false end, settle(F, [6, 7, 8, 14]))), show("fold", lists:sum(pfold(F, lists:seq(1, 5)))), show("nested", pmap(fun(L) -> lists:sum(pmap(F, L)) end, [[1, 2], [3], []])), show("big", lists:sum(limited(fun(X) -> X end, lists:seq(1, 60), 8))), show("empty", {pmap(F, []), limited(F, [], 3), settle(F, [])}), show("mailbox", receive X -> X after 0 -> clean end), ok.
pmap(F, L) -> Ps = [spawn_monitor(fun() -> exit({value, F(X)}) end) || X <- L], [receive {'DOWN', M, process, P, {value, V}} -> V; {'DOWN', M, process, P, {R, _}} -> [demonitor(M2, [flush]) || {_, M2} <- Ps], throw({failed, R}) end || {P, M} <- Ps].
limited(F, L, N) -> limited(F, lists:enumerate(L), N, #{}, []).
limited(_, [], _, Run, Acc) when map_size(Run) =:= 0 -> [V || {_, V} <- lists:sort(Acc)];
limited(F, [{I, X} | T], N, Run, Acc) when map_size(Run) < N -> {_, M} = spawn_monitor(fun() -> exit({value, F(X)}) end), limited(F, T, N, Run#{M => I}, Acc);
limited(F, L, N, Run, Acc) -> receive {'DOWN', M, _, _, {value, V}} when is_map_key(M, Run) -> limited(F, L, N, maps:remove(M, Run), [{map_get(M, Run), V} | Acc]) end.
settle(F, L) -> [begin {_, M} = spawn_monitor(fun() -> exit({value, F(X)}) end), receive {'DOWN', M, _, _, {value, V}} -> {ok, V}; {'DOWN', M, _, _, {R, _}} -> {failed, R} end end || X <- L].
pfold(F, L) -> Me = self(), R = make_ref(), [spawn(fun() -> Me ! {R, F(X)} end) || X <- L], [receive {R, V} -> V end || _ <- L].
