%% The ways to unlink and be sure that no exit message stays behind.
-module(link_flush_idiom).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Flush = fun(P) -> unlink(P), receive {'EXIT', P, R} -> {flushed, R} after 0 -> nothing end end,
    P1 = spawn_link(fun() -> receive never -> ok end end),
    p("alive", Flush(P1)),
    P2 = spawn_link(fun() -> exit(why) end),
    died(P2),
    receive {'EXIT', P2, _} = E -> self() ! E end,
    p("ended before", Flush(P2)),
    %% Ending meanwhile: one or the other, and never anything later.
    Results = [Flush(spawn_link(fun() -> exit(quick) end)) || _ <- lists:seq(1, 200)],
    p("allowed", lists:usort(Results) -- [nothing, {flushed, quick}]),
    kill(P1, kill),
    p("left", all()),
    %% Without the flush the message stays.
    P3 = spawn_link(fun() -> exit(stays) end),
    died(P3),
    unlink(P3),
    p("unflushed", all() -- [{'EXIT', P3, stays}]).
