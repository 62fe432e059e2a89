%% Heaps that grow and give back: total_heap_size before, with, after a spike; garbage_collect forms of self and others, of the dead, with options; results of terms kept.
-module(gc_sizes_and_growth).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(ends(fun() -> garbage_collect(), A = size_(), L = lists:seq(1, 1000), garbage_collect(), B = size_(), N = length(L), garbage_collect(), garbage_collect(), C = size_(), exit({A < B, B >= 2000, C =< B, N}) end)),
    H = host(), run(H, fun() -> put(l, lists:seq(1, 1000)), ok end), garbage_collect(H), p(element(2, process_info(H, total_heap_size)) >= 2000),
    p([t(fun() -> garbage_collect(X) end) || X <- [a, 1, make_ref()]]), D = spawn(fun() -> ok end), died(D), p([garbage_collect(D), garbage_collect(H), garbage_collect(self())]), p([t(fun() -> garbage_collect(self(), O) end) || O <- [[], [{type, minor}], [{type, major}], [{type, x}], [x], x]]),
    R = make_ref(), p(garbage_collect(H, [{async, R}])), p(receive {garbage_collect, R, X} -> X end), p(garbage_collect(D, [{async, dead}])), p(receive {garbage_collect, dead, Y} -> Y end), p(garbage_collect(self(), [{async, me}])), p(receive {garbage_collect, me, Z} -> Z end),
    %% a term survives every kind of collection unchanged, with sharing as a value
    T = {lists:seq(1, 50), #{k => [binary:copy(<<"x">>, 100), 1.5, 1 bsl 90]}, fun(Q) -> {Q, R} end, self(), make_ref()}, Hash = erlang:phash2(T), [garbage_collect(self(), [{type, K}]) || K <- [minor, minor, major, minor]], p({erlang:phash2(T) =:= Hash, (element(3, T))(1) =:= {1, R}}),
    p([K || {K, _} <- element(2, process_info(self(), garbage_collection))] -- [max_heap_size, min_bin_vheap_size, min_heap_size, fullsweep_after, minor_gcs]), p(ends(fun() -> exit([K || {K, V} <- element(2, process_info(self(), garbage_collection_info)), not is_integer(V)]) end)),
    p(ends(fun() -> process_flag(min_heap_size, 5000), garbage_collect(), exit(size_() >= 5000) end)), {P, M} = spawn_opt(fun() -> exit(size_() >= 9000) end, [monitor, {min_heap_size, 9000}]), p(down(P, M)), {P2, M2} = spawn_opt(fun() -> [lists:seq(1, 50) || _ <- lists:seq(1, 20)], {_, G} = process_info(self(), garbage_collection), exit(proplists:get_value(minor_gcs, G)) end, [monitor, {fullsweep_after, 0}]), p(down(P2, M2)).

size_() -> element(2, process_info(self(), total_heap_size)).
