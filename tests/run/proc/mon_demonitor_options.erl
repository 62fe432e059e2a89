%% demonitor with every option, before and after DOWN, twice, by another process, of a name and of oneself.
-module(mon_demonitor_options).
-export([main/0]).
-include("proc.hrl").

main() ->
    Opts = [[], [flush], [info], [flush, info], [info, flush], [flush, flush]],
    %% while it is alive
    p([begin H = host(), M = monitor(process, H), {demonitor(M, O), demonitor(M, O), quit(H, x), all()} end || O <- Opts]),
    %% after DOWN is in the mailbox
    p([begin H = host(), M = monitor(process, H), quit(H, x), in_queue(1), {O, demonitor(M, O), [R || {'DOWN', M1, _, _, R} <- all(), M1 =:= M]} end || O <- Opts]),
    %% after DOWN was received
    p([begin H = host(), M = monitor(process, H), exit(H, y), R = down(H, M), {R, demonitor(M, O)} end || O <- Opts]),
    %% of a dead one: DOWN noproc is there
    D = spawn(fun() -> ok end), died(D),
    p([begin M = monitor(process, D), in_queue(1), {demonitor(M, O), [R || {'DOWN', _, _, _, R} <- all()]} end || O <- Opts]),
    %% a reference that is none of a monitor
    p([demonitor(make_ref(), O) || O <- Opts]),
    p([t(fun() -> demonitor(X) end) || X <- [a, self(), 1]]),
    p([t(fun() -> demonitor(make_ref(), O) end) || O <- [[x], flush, [flush | info], {}]]),
    %% somebody else's monitor
    H = host(), M = monitor(process, H), H2 = host(),
    p(run(H2, fun() -> t(fun() -> demonitor(M, [info]) end) end)),
    p(quit(H, z)), p(down(H, M)),
    %% of itself
    S = monitor(process, self()), p({process_info(self(), monitors), demonitor(S, [info]), S =:= M}),
    %% of a name: the item shows the name
    register(mon_name, H2), MN = monitor(process, mon_name),
    p(process_info(self(), monitors) =:= {monitors, [{process, {mon_name, node()}}]}),
    unregister(mon_name), p({demonitor(MN, [info]), process_info(H2, monitored_by)}),
    %% flush takes only its own
    H3 = host(), M1 = monitor(process, H3), M2 = monitor(process, H3), quit(H3, w), in_queue(2),
    p({demonitor(M1, [flush, info]), receive {'DOWN', M2, _, _, R} -> R end, all()}),
    %% with a tag of its own
    H4 = host(), M4 = monitor(process, H4, [{tag, {my, tag}}]), quit(H4, v), in_queue(1),
    p({demonitor(M4, [flush, info]), all()}),
    quit(H2, ok), p(all()).

in_queue(N) -> until(fun() -> element(2, process_info(self(), message_queue_len)) =:= N end).
