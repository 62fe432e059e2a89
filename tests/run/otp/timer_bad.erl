%% timer: sending, applying, ending processes, conversions, measuring; wrong times and functions.
-module(timer_bad).
-export([main/0]).
-include("../stdlib/calls.hrl").

main() ->
    process_flag(trap_exit, true),
    Me = self(), F = fun() -> Me ! fired end, F1 = fun(X) -> Me ! X end,
    Hide = fun({ok, {What, _}}) -> {ok, What}; (V) -> V end,
    T = fun(Name, Lists) -> [call(timer, Name, A, Hide) || A <- Lists] end,
    T(apply_after, [[0, F], [0, F1, [fired]], [0, erlang, send, [Me, fired]], [-1, F], [x, F], [0, x], [0, F1, x], [0, m, f, x], [0, "m", f, []]]), fired(3),
    T(send_after, [[0, fired], [0, Me, fired], [-1, fired], [0, x, y], [0, {name, node()}, y], [1 bsl 60, y]]), fired(2),
    [begin {ok, R} = apply(timer, I, A), fired(2), say(I, timer:cancel(R)), flush() end || {I, A} <- [{apply_interval, [1, F]}, {apply_interval, [1, F1, [fired]]}, {apply_interval, [1, erlang, send, [Me, fired]]}, {apply_repeatedly, [1, F]}, {apply_repeatedly, [1, F1, [fired]]}, {apply_repeatedly, [1, erlang, send, [Me, fired]]}, {send_interval, [1, fired]}, {send_interval, [1, Me, fired]}]],
    T(apply_interval, [[-1, F], [1, x], [1, F1, x], [x, m, f, []], [1, m, 5, []]]), T(apply_repeatedly, [[-1, F], [1, x], [1, F1, x], [x, m, f, []], [1, m, 5, []]]), T(send_interval, [[x, y], [1, x, y], [-1, Me, y]]),
    [begin P = spawn_link(fun() -> receive after infinity -> ok end end), T(Name, [[0, P | A]]), receive {'EXIT', P, W} -> say("exit", W) end end || {Name, A} <- [{exit_after, [why]}, {kill_after, []}]],
    P1 = spawn_link(fun() -> timer:exit_after(0, own), receive after infinity -> ok end end), receive {'EXIT', P1, W1} -> say("exit", W1) end,
    P2 = spawn_link(fun() -> timer:kill_after(0), receive after infinity -> ok end end), receive {'EXIT', P2, W2} -> say("exit", W2) end,
    T(exit_after, [[-1, why], [x, Me, why], [0, "x", why]]), T(kill_after, [[-1], [x, Me], [0, 5]]),
    {ok, Long} = timer:send_after(100000, never), T(cancel, [[Long], [Long], [x], [{send_local, make_ref()}], [{once, make_ref()}], [{interval, make_ref()}]]),
    T(hms, [[1, 2, 3], [x, 0, 0], [1.5, 0, 0]]), T(hours, [[2], [x], [0.5]]), T(minutes, [[2], [x]]), T(seconds, [[2], [x]]), T(sleep, [[0], [x], [-1]]), T(now_diff, [[{1, 2, 3}, {0, 1, 5}], [x, y]]), T(start, [[]]),
    Value = fun({Time, V}) when is_integer(Time), Time >= 0 -> {time, V}; (V) -> V end,
    [call(timer, tc, A, Value) || A <- [[fun() -> a end], [fun(X) -> X end, [b]], [lists, reverse, [[1, 2]]], [fun() -> a end, millisecond], [fun(X) -> X end, [b], nanosecond], [lists, reverse, [[1, 2]], second], [x], [x, y], [lists, none, []], [fun() -> a end, bad], [fun(X) -> X end, [b], bad], [lists, reverse, [[]], bad]]].

fired(0) -> ok;
fired(N) -> receive fired -> fired(N - 1) after 3000 -> say("missing", N) end.
flush() -> receive fired -> flush() after 0 -> ok end.
