%% timer: sends, applications, exits and kills after a while, intervals, cancelling, arithmetic of units.
-module(timer_functions).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    Me = self(), g(timer:send_after(1, a)), show("send", get()), g(timer:send_after(1, Me, b)), show("send to", get()), register(tmf, Me), g(timer:send_after(1, tmf, c)), show("send name", get()), g(timer:apply_after(1, erlang, send, [Me, d])), show("apply", get()), g(timer:apply_after(1, fun() -> Me ! e end)), show("apply fun", get()), g(timer:apply_after(1, fun(X) -> Me ! {f, X} end, [1])), show("apply fun args", get()),
    {ok, I} = timer:send_interval(1, tick), show("ticks", [get(), get(), get()]), show("cancel", [timer:cancel(I), timer:cancel(I)]), flush(), {ok, I2} = timer:apply_interval(1, erlang, send, [Me, ap]), show("applies", [get(), get()]), timer:cancel(I2), flush(), {ok, I3} = timer:apply_repeatedly(1, fun() -> Me ! rep end), show("repeats", [get(), get()]), timer:cancel(I3), flush(),
    P = spawn(fun() -> receive after infinity -> ok end end), M = monitor(process, P), g(timer:exit_after(1, P, why)), show("exit", receive {'DOWN', M, _, _, R} -> R after 5000 -> none end), Q = spawn(fun() -> process_flag(trap_exit, true), receive after infinity -> ok end end), M2 = monitor(process, Q), g(timer:kill_after(1, Q)), show("kill", receive {'DOWN', M2, _, _, R2} -> R2 after 5000 -> none end),
    {ok, T} = timer:send_after(50000, never), show("cancelled", {timer:cancel(T), receive never -> never after 1 -> none end}), show("units", [timer:seconds(2), timer:minutes(3), timer:hours(1), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 999999})]), {Us, V} = timer:tc(fun() -> v end), show("tc", {is_integer(Us), V, element(2, timer:tc(fun(X) -> X end, [1])), element(2, timer:tc(lists, sum, [[1, 2]])), element(2, timer:tc(fun() -> u end, millisecond)), timer:sleep(0)}),
    each(fun({F, A}) -> apply(timer, F, A) end, [{send_after, [-1, x]}, {send_after, [x, y]}, {send_after, [1, {a}, y]}, {apply_after, [1, a, b, c]}, {apply_after, [-1, a, b, []]}, {send_interval, [0, x]} , {apply_interval, [x, a, b, []]}, {cancel, [x]}, {cancel, [{a, b}]}, {exit_after, [x, y]}, {kill_after, [-1]}, {sleep, [-1]}, {sleep, [x]}, {hms, [a, 1, 1]}, {seconds, [x]}, {now_diff, [x, y]}, {tc, [x]}, {apply_after, [1, fun(_) -> ok end, []]}, {send_after, [1, none_such_name, y]}] -- [{send_interval, [0, x]}]), ok.
g({ok, _}) -> ok.
get() -> receive X -> X after 5000 -> nothing end.
flush() -> receive _ -> flush() after 3 -> ok end.
