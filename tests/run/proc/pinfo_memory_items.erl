%% memory, heap_size, stack_size, total_heap_size, reductions, garbage_collection counts: relations that hold on any machine, before and after growth.
-module(pinfo_memory_items).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(), A = info(H), run(H, fun() -> put(x, lists:seq(1, 5000)) end), B = info(H), p([K || K <- [memory, total_heap_size, reductions], maps:get(K, B) =< maps:get(K, A)]), p(maps:get(total_heap_size, B) >= 10000), p(maps:get(memory, B) >= 10000 * 8), p(maps:get(heap_size, B) =< maps:get(total_heap_size, B)),
    run(H, fun() -> erase(x), ok end), garbage_collect(H), C = info(H), p(maps:get(memory, C) < maps:get(memory, B)), p([is_integer(maps:get(stack_size, X)) || X <- [A, B, C]]), p([begin run(H, fun() -> deep(200) end), ok end]), p(run(H, fun() -> {_, S0} = process_info(self(), stack_size), {S1, _} = in_deep(100), S1 > S0 + 100 end)),
    p(begin {reductions, R1} = process_info(H, reductions), run(H, fun() -> lists:foldl(fun(X, Y) -> X + Y end, 0, lists:seq(1, 3000)) end), {reductions, R2} = process_info(H, reductions), R2 - R1 > 1000 end), p(begin {_, G1} = process_info(H, garbage_collection), [garbage_collect(H) || _ <- [1, 2]], {_, G2} = process_info(H, garbage_collection), [{K, V} || {K, V} <- G2, K =:= fullsweep_after, proplists:get_value(K, G1) =:= V] end),
    p(lists:sort([K || {K, _} <- element(2, process_info(H, garbage_collection))])), p([K || {K, V} <- element(2, process_info(H, garbage_collection_info)), not (is_integer(V) andalso V >= 0)]), p(element(2, process_info(H, min_heap_size)) > 0), p(erlang:memory(processes) > 0), p(lists:all(fun({K, V}) -> is_atom(K) andalso V >= 0 end, erlang:memory())), p([t(fun() -> erlang:memory(X) end) || X <- [nothing, [total, nothing], "x"]]), p([K || {K, _} <- erlang:memory([total, atom, binary])]), exit(H, kill), died(H), p(process_info(H, memory)).

info(P) -> maps:from_list(process_info(P, [memory, heap_size, stack_size, total_heap_size, reductions])).
deep(0) -> 0; deep(N) -> 1 + deep(N - 1).
in_deep(0) -> {element(2, process_info(self(), stack_size)), 0}; in_deep(N) -> {S, M} = in_deep(N - 1), {S, M + 1}.
