%% statistics: shapes, and totals that never fall.
-module(sys_statistics).
-export([main/0]).
-include("proc.hrl").

main() ->
    Two = [context_switches, garbage_collection, io, reductions, exact_reductions, runtime, wall_clock],
    p([{I, case statistics(I) of {_, _} -> pair; {_, _, _} -> triple end} || I <- Two]),
    p([{I, is_integer(statistics(I))} || I <- [run_queue, total_run_queue_lengths, total_run_queue_lengths_all, total_active_tasks, total_active_tasks_all]]),
    p([{I, lists:all(fun is_integer/1, statistics(I))} || I <- [run_queue_lengths, run_queue_lengths_all, active_tasks, active_tasks_all]]),
    {R1, _} = statistics(reductions), lists:seq(1, 1000), {R2, _} = statistics(reductions),
    p(R2 >= R1),
    {G1, W1, 0} = statistics(garbage_collection), garbage_collect(), {G2, W2, 0} = statistics(garbage_collection),
    p({G2 >= G1, W2 >= W1}),
    {T1, _} = statistics(wall_clock), {T2, _} = statistics(wall_clock), p(T2 >= T1),
    {{input, I1}, {output, O1}} = statistics(io), p({is_integer(I1), is_integer(O1)}),
    p(element(2, statistics(wall_clock)) >= 0),
    p([t(fun() -> statistics(X) end) || X <- [nosuch, 1, {a}]]).
