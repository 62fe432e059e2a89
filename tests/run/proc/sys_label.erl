%% Labels of processes: set, read from inside and outside, seen in reports, gone with the process.
-module(sys_label).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(proc_lib:get_label(self())),
    p([begin proc_lib:set_label(L), proc_lib:get_label(self()) end || L <- [a, {b, 1}, "c", <<"d">>, [e], 6]]),
    p(process_info(self(), label)),
    H = host(),
    run(H, fun() -> proc_lib:set_label({worker, 7}) end),
    p({proc_lib:get_label(H), process_info(H, label), process_info(H, [label])}),
    run(H, fun() -> garbage_collect(), proc_lib:set_label(undefined) end),
    p(proc_lib:get_label(H)),
    P = spawn(fun() -> receive never -> ok end end),
    p(proc_lib:get_label(P)),
    kill(P, kill),
    p([proc_lib:get_label(P), process_info(P, label)]),
    p(t(fun() -> proc_lib:get_label(x) end)),
    {ok, G} = labelled(), p(proc_lib:get_label(G)), p(kill(G, kill)),
    proc_lib:set_label(undefined).

labelled() -> proc_lib:start(erlang, apply, [fun() -> proc_lib:set_label(inner), proc_lib:init_ack({ok, self()}), receive never -> ok end end, []]).
