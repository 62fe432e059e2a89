%% proc_lib:start and kin: acknowledgement, failure, end before it, time-out, and links.
-module(plib_start).
-export([main/0]).
-export([ok/1, fail/1, exits/1, never/0, late_crash/1]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    p(proc_lib:start(?MODULE, ok, [{ok, value}])),
    p(proc_lib:start(?MODULE, fail, [{error, no}])),
    p(proc_lib:start(?MODULE, exits, [bye])),
    p(proc_lib:start(?MODULE, exits, [normal])),
    p(proc_lib:start(?MODULE, never, [], 1)),
    p(proc_lib:start_link(?MODULE, ok, [{ok, linked}])), p(receive {'EXIT', _, R1} -> R1 end),
    p(proc_lib:start_link(?MODULE, fail, [{error, no}])), p(receive {'EXIT', _, R2} -> R2 after 0 -> consumed end),
    p(proc_lib:start_link(?MODULE, exits, [bye])), p(receive {'EXIT', _, R3} -> R3 after 0 -> consumed end),
    p(proc_lib:start_link(?MODULE, never, [], 1)),
    {V5, M5} = proc_lib:start_monitor(?MODULE, ok, [{ok, watched}]), p(V5), p(receive {'DOWN', M5, _, _, R5} -> R5 end),
    {V6, M6} = proc_lib:start_monitor(?MODULE, exits, [bye]), p(V6), p(receive {'DOWN', M6, _, _, R6} -> R6 end),
    p(proc_lib:start(?MODULE, late_crash, [{ok, fine}])),
    p(t(fun() -> proc_lib:start(?MODULE, ok, notalist) end)),
    p(all()).

ok(R) -> proc_lib:init_ack(R).
fail(R) -> proc_lib:init_fail(R, {exit, normal_after_fail}).
exits(R) -> exit(R).
never() -> receive never -> ok end.
late_crash(R) -> proc_lib:init_ack(R), exit(later).
