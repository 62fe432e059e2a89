%% max_heap_size: ended by own growth, by messages (where they count), by a copied argument; not ended with kill => false; the flag read back.
-module(max_heap_messages).
-export([main/0]).
-include("proc.hrl").

main() ->
    Max = #{size => 4000, kill => true, error_logger => false},
    p(ends_opt(fun() -> exit({lived, length(lists:seq(1, 100))}) end, Max)),
    p(ends_opt(fun() -> exit({lived, length(lists:seq(1, 20000))}) end, Max)),
    p(ends_opt(fun() -> grow([], 0) end, Max)),
    p(ends_opt(fun() -> exit({lived, length(lists:seq(1, 10000))}) end, Max#{kill => false})),
    p(ends_opt(fun() -> process_flag(trap_exit, true), exit({lived, length(lists:seq(1, 20000))}) end, Max)),
    p(ends_opt(fun() -> try exit({lived, length(lists:seq(1, 20000))}) catch C:R -> exit({caught, C, R}) end end, Max)),
    %% turned off and on
    p(ends_opt(fun() -> process_flag(max_heap_size, 0), exit({lived, length(lists:seq(1, 10000))}) end, Max)),
    p(ends(fun() -> process_flag(max_heap_size, Max), exit({lived, length(lists:seq(1, 20000))}) end)),
    %% linked and monitoring ones are told `killed`
    process_flag(trap_exit, true),
    P = spawn_opt(fun() -> grow([], 0) end, [link, {max_heap_size, Max}]), p(exited(P)),
    %% garbage alone does not count
    p(ends_opt(fun() -> exit({lived, loop(20000)}) end, Max)),
    %% a deep stack counts
    p(ends_opt(fun() -> exit({lived, deep(20000)}) end, Max)),
    %% binaries off the heap do not
    p(ends_opt(fun() -> B = binary:copy(<<"x">>, 400000), exit({lived, byte_size(B)}) end, Max)),
    p([t(fun() -> process_flag(max_heap_size, X) end) || X <- [-1, a, #{}, #{size => a}, #{size => 0, kill => x}, #{kill => true}, 1]]),
    Default = process_flag(max_heap_size, #{size => 400000}), p(maps:get(size, Default)),
    p([maps:get(K, process_flag(max_heap_size, Default)) || K <- [size, kill, error_logger]]).

ends_opt(F, Max) -> {P, M} = spawn_opt(F, [monitor, {max_heap_size, Max}]), down(P, M).
grow(L, 40000) -> exit({lived, length(L)});
grow(L, N) -> grow([N | L], N + 1).
loop(0) -> done;
loop(N) -> _ = {N, [N]}, loop(N - 1).
deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).
