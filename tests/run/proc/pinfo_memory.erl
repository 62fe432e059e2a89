%% Sizes grow with what a process holds and shrink again; binaries are listed while they are held.
-module(pinfo_memory).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Size = fun(I) -> element(2, process_info(H, I)) end,
    run(H, fun() -> garbage_collect() end),
    {M0, T0} = {Size(memory), Size(total_heap_size)},
    run(H, fun() -> put(big, lists:seq(1, 100000)), garbage_collect() end),
    {M1, T1} = {Size(memory), Size(total_heap_size)},
    p({M1 - M0 > 1500000, T1 - T0 > 190000}),
    run(H, fun() -> erase(big), garbage_collect() end),
    {M2, T2} = {Size(memory), Size(total_heap_size)},
    p({M1 - M2 > 1500000, T1 - T2 > 190000}),
    p(Size(heap_size) =< Size(total_heap_size)),
    p(Size(stack_size) > 0),
    p(is_integer(Size(reductions))),
    Before = Size(reductions),
    run(H, fun() -> lists:foldl(fun(X, A) -> X + A end, 0, lists:seq(1, 10000)) end),
    p(Size(reductions) - Before > 5000),
    run(H, fun() -> put(bin, binary:copy(<<7>>, 100000)) end),
    p([S || {_, S, _} <- Size(binary), S >= 100000]),
    run(H, fun() -> erase(bin), garbage_collect() end),
    p([S || {_, S, _} <- Size(binary), S >= 100000]),
    p([proplists:is_defined(K, Size(garbage_collection)) || K <- [minor_gcs, fullsweep_after, min_heap_size, min_bin_vheap_size, max_heap_size]]),
    p(kill(H, kill)).
