%% timer:send_after, apply_after, interval forms, cancel, tc, sleep and friends with processes that end; exact counts where they can be.
-module(timer_module_and_intervals).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(), {ok, T1} = timer:send_after(1, m1), p(receive m1 -> got end), p(timer:cancel(T1)), {ok, T2} = timer:send_after(100000, m2), p(timer:cancel(T2)), {ok, _} = timer:send_after(1, Self, m3), p(receive m3 -> got end), {ok, _} = timer:apply_after(1, erlang, send, [Self, m4]), p(receive m4 -> got end), {ok, _} = timer:apply_after(1, fun() -> Self ! m5 end), p(receive m5 -> got end), {ok, _} = timer:apply_after(1, fun(X) -> Self ! X end, [m6]), p(receive m6 -> got end),
    {ok, I} = timer:send_interval(1, tick), p([receive tick -> tick end || _ <- [1, 2, 3]]), p(timer:cancel(I)), drain(tick), {ok, J} = timer:apply_interval(1, erlang, send, [Self, tock]), p([receive tock -> tock end || _ <- [1, 2]]), p(timer:cancel(J)), drain(tock), {ok, K} = timer:apply_repeatedly(1, fun() -> Self ! again end), p([receive again -> again end || _ <- [1, 2]]), timer:cancel(K), drain(again),
    {ok, _} = timer:kill_after(1, V = spawn(fun() -> receive never -> ok end end)), p(lists:member(died(V), [killed, noproc])), {ok, _} = timer:exit_after(1, W = spawn(fun() -> receive never -> ok end end), why), p(lists:member(died(W), [why, noproc])), p(ends(fun() -> timer:exit_after(1, self_reason), receive never -> ok end end)), p(ends(fun() -> timer:kill_after(1), receive never -> ok end end)),
    p([t(fun() -> F() end) || F <- [fun() -> timer:send_after(-1, x) end, fun() -> timer:send_after(a, x) end, fun() -> timer:apply_after(1, a, b, c) end, fun() -> timer:cancel(x) end, fun() -> timer:exit_after(-1, x) end]]), {Us, R} = timer:tc(fun() -> lists:sum([1, 2]) end), p({is_integer(Us), R}), {_, R2} = timer:tc(lists, sum, [[3]]), p(R2), {_, R3} = timer:tc(fun(X) -> X end, [4], millisecond), p(R3), p(timer:sleep(1)), p([timer:seconds(1), timer:minutes(2), timer:hours(1), timer:hms(1, 2, 3)]), p(timer:now_diff({0, 1, 0}, {0, 0, 0})),
    p(all()).

drain(X) -> receive X -> drain(X) after 5 -> ok end.
