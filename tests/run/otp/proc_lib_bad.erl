%% proc_lib: every way to spawn and start; processes that fail before they say so; stopping; labels; formats of reports.
-module(proc_lib_bad).
-export([main/0, run/2, fine/1, fails/1, dies/1, silent/1, sleeper/1, woken/1]).
-include("../stdlib/calls.hrl").

run(To, What) -> To ! {ran, What}.
fine(To) -> proc_lib:init_ack(To, {ok, self()}), receive after infinity -> ok end.
fails(To) -> proc_lib:init_fail(To, {error, failed}, {exit, normal}).
dies(_) -> exit(died).
silent(_) -> ok.
sleeper(To) -> proc_lib:init_ack(To, {ok, self()}), proc_lib:hibernate(?MODULE, woken, [To]).
woken(To) -> receive M -> To ! {ran, {woken, M}} end.

main() ->
    process_flag(trap_exit, true),
    Me = self(), M = ?MODULE, N = node(),
    F = fun() -> run(Me, f) end,
    calls(proc_lib, [{spawn, [[F], [N, F], [M, run, [Me, 3]], [N, M, run, [Me, 4]], [x], [N, x], [M, f, x], [x, M, 5, []], [M, 5, []]]},
                     {spawn_link, [[F], [N, F], [M, run, [Me, 3]], [N, M, run, [Me, 4]], [x], [N, x], [M, f, x], [N, M, 5, []]]},
                     {spawn_opt, [[F, [link]], [N, F, [link]], [M, run, [Me, 4], [{priority, high}]], [N, M, run, [Me, 5], []], [F, [monitor]], [x, []], [F, x], [F, [bad]], [N, F, [bad]], [M, run, [Me, 4], x], [N, M, run, x, []]]}]),
    ran(12),
    [[begin call(proc_lib, S, [M, Fn, [Me]]), call(proc_lib, S, [M, Fn, [Me], 1000]), call(proc_lib, S, [M, Fn, [Me], infinity, [{priority, normal}]]) end || Fn <- [fine, fails, dies, silent]] || S <- [start, start_link, start_monitor]],
    calls(proc_lib, [{S, [[M, f, x], [M, 5, [], 10], [M, fine, [Me], 10, [bad]], [M, fine, [Me], 10, [monitor]]]} || S <- [start, start_link, start_monitor]]),
    say("slow", proc_lib:start(timer, sleep, [infinity], 0)),
    {ok, S1} = proc_lib:start(M, sleeper, [Me]), S1 ! wake, ran(1),
    calls(proc_lib, [{hibernate, [[M, f, x], [1, f, []]]}, {init_ack, [[Me, a], [x, b]]}, {init_fail, [[Me, a, bad], [Me, {error, e}, {error, thrown}], [Me, {error, e}, {throw, t}]]}]),
    {ok, P} = proc_lib:start(M, fine, [Me]),
    calls(proc_lib, [{initial_call, [[P], [self()], [x]]}, {translate_initial_call, [[P], [self()], [x], [{0, 0, 1}]]},
                     {set_label, [[{a, "label"}], [undefined]]}, {get_label, [[self()], [P], [x]]},
                     {stop, [[none]]}]),
    {_, Exit} = spawn_monitor(fun() -> proc_lib:init_fail({error, e}, {exit, why}) end), receive {'DOWN', Exit, _, _, {What, _}} -> say("init_fail", What) end,
    say("init_ack", try proc_lib:init_ack(x) catch error:{badmatch, undefined} -> no_parent end),
    {ok, Served} = gen_event:start(), call(proc_lib, stop, [Served]),
    exit(P, kill),
    Report = [[{initial_call, {m, f, ['Argument__1']}}, {pid, self()}, {registered_name, []}, {error_info, {error, badarg, [{m, f, 1, [{file, "m.erl"}, {line, 5}]}]}}, {ancestors, [a]}, {message_queue_len, 0}, {messages, []}, {links, []}, {dictionary, []}, {trap_exit, false}, {status, running}, {heap_size, 1}, {stack_size, 2}, {reductions, 3}], []],
    [say(L, blot(T)) || {L, T} <- [{one, proc_lib:format(Report)}, {two, proc_lib:format(Report, latin1)}, {three, proc_lib:format(Report, unicode, 5)}, {three, proc_lib:format(Report, latin1, unlimited)}]],
    calls(proc_lib, [{format, [[x], [[x]], [x, unicode], [x, unicode, 5], [Report, unicode, x]]}]).

ran(0) -> flush();
ran(N) -> receive {ran, _} -> ran(N - 1) end.
flush() -> receive {ran, X} -> say("ran", X), flush(); _ -> flush() after 0 -> ok end.
blot(Text) -> re:replace(unicode:characters_to_list(Text), "<[0-9.]+>", "PID", [global, {return, list}]).
