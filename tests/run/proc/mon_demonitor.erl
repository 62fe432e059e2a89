%% demonitor with flush and info in each state of the monitor.
-module(mon_demonitor).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Fresh = fun() -> monitor(process, H) end,
    p({live, [demonitor(Fresh(), O) || O <- [[], [info], [flush], [flush, info]]]}),
    M = Fresh(),
    p({twice, [demonitor(M, [info]), demonitor(M, [info]), demonitor(M), demonitor(M, [flush, info])]}),
    Dead = spawn(fun() -> ok end), died(Dead),
    %% a monitor of the dead has its message at once
    Fired = fun() -> monitor(process, Dead) end,
    F1 = Fired(), receive {'DOWN', F1, _, _, _} -> ok end,
    p({received, [demonitor(F1, O) || O <- [[], [info], [flush], [flush, info]]]}),
    Sit = fun() -> X = Fired(), receive {'DOWN', X, _, _, _} = D -> self() ! D end, X end,
    p({sitting, [begin R = demonitor(Sit(), O), {O, R, length(all())} end || O <- [[], [info], [flush], [flush, info], [info, flush, info]]]}),
    [p(t(fun() -> demonitor(X) end)) || X <- [a, 1, self_pid]],
    p(t(fun() -> demonitor(make_ref(), [nosuch]) end)),
    p(t(fun() -> demonitor(make_ref(), [flush | x]) end)),
    p(t(fun() -> demonitor(make_ref(), flush) end)),
    %% a reference of no monitor, and a monitor of another process
    p({stranger, demonitor(make_ref()), demonitor(make_ref(), [info])}),
    Other = run(H, fun() -> monitor(process, Dead) end),
    p({others, t(fun() -> demonitor(Other, [info]) end)}),
    p(process_info(H, monitored_by)).
