%% max_heap_size with kill: the process that exceeds it ends as killed, its partners go on.
-module(gc_max_heap_kill).
-export([main/0]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    Limit = fun(Opts) -> [{max_heap_size, maps:merge(#{size => 20000, kill => true, error_logger => false}, Opts)}] end,
    Grow = fun() -> grow([]) end,
    {P1, M1} = spawn_opt(Grow, [monitor | Limit(#{})]), p(down(P1, M1)),
    process_flag(trap_exit, true),
    P2 = spawn_opt(Grow, [link | Limit(#{})]), p(exited(P2)),
    %% set by itself, later
    p(ends(fun() -> process_flag(max_heap_size, 20000), grow([]) end)),
    %% it cannot be caught
    Self = self(),
    {P3, M3} = spawn_opt(fun() -> try grow([]) catch _:_ -> Self ! caught after Self ! 'after' end end, [monitor | Limit(#{})]),
    p({down(P3, M3), all()}),
    %% trapping does not help
    {P4, M4} = spawn_opt(fun() -> process_flag(trap_exit, true), grow([]) end, [monitor | Limit(#{})]), p(down(P4, M4)),
    %% below the limit nothing happens; zero is no limit
    p(ends_with(fun() -> exit(length(lists:seq(1, 1000))) end, Limit(#{}))),
    p(ends_with(fun() -> exit(length(lists:seq(1, 100000))) end, Limit(#{size => 0}))),
    %% kill => false only tells
    p(ends_with(fun() -> exit(length(lists:seq(1, 100000))) end, Limit(#{kill => false}))),
    %% messages of others count
    {P5, M5} = spawn_opt(fun() -> receive go -> ok end, R = all(), exit({survived, length(R)}) end, [monitor | Limit(#{})]),
    [P5 ! lists:seq(1, 1000) || _ <- lists:seq(1, 100)], P5 ! go,
    p(down(P5, M5)).

grow(L) -> grow([L, lists:seq(1, 100) | L]).
ends_with(F, O) -> {P, M} = spawn_opt(F, [monitor | O]), down(P, M).
