%% Timers for others: cancelled and read from any process, for names that come and go, when who set them or who gets them dies.
-module(timer_other_processes).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    %% set by one that dies: still fires
    P1 = spawn(fun() -> erlang:send_after(1, Self, from_the_dead) end), died(P1),
    p(receive from_the_dead -> ok end),
    %% read and cancelled by others
    H = host(),
    R = run(H, fun() -> erlang:start_timer(50000, Self, x) end),
    p({is_integer(erlang:read_timer(R)), is_integer(erlang:cancel_timer(R)), run(H, fun() -> erlang:cancel_timer(R) end)}),
    R2 = erlang:start_timer(50000, H, x),
    p(run(H, fun() -> is_integer(erlang:cancel_timer(R2)) end)), p(erlang:read_timer(R2)),
    p(run(H, fun() -> erlang:cancel_timer(R2, [{async, true}]), receive {cancel_timer, R2, V} -> V end end)),
    %% asynchronously from another process: the answer goes to who asked
    R3 = erlang:start_timer(50000, Self, x),
    p(run(H, fun() -> erlang:cancel_timer(R3, [{async, true}]), receive {cancel_timer, R3, V} -> is_integer(V) end end)),
    %% to a name: looked up when it fires
    R4 = erlang:start_timer(1, timer_later_name, named),
    register(timer_later_name, Self),
    p(receive {timeout, R4, named} -> got end),
    R5 = erlang:start_timer(1, timer_later_name, named), unregister(timer_later_name), register(timer_later_name, H),
    p(run(H, fun() -> receive {timeout, R5, named} -> moved end end)),
    unregister(timer_later_name),
    R6 = erlang:start_timer(1, timer_later_name, nobody),
    until(fun() -> erlang:read_timer(R6) =:= false end),
    %% to a process that dies: cancelled
    H2 = host(), R7 = erlang:start_timer(50000, H2, x), quit(H2, bye),
    until(fun() -> erlang:read_timer(R7) =:= false end), p(erlang:cancel_timer(R7)),
    %% to one already dead
    p(erlang:read_timer(erlang:start_timer(50000, H2, x))),
    %% to a registered name of one that dies: stays, it is the name's
    H3 = host(), register(timer_later_name, H3), R8 = erlang:start_timer(50000, timer_later_name, x), quit(H3, bye),
    p(is_integer(erlang:cancel_timer(R8))),
    %% the message of a timer is a copy of the term then
    Big = lists:seq(1, 1000), erlang:send_after(2, Self, {big, Big, fun() -> length(Big) end}), garbage_collect(),
    receive {big, B, F} -> p({B =:= Big, F()}) end,
    %% many for many
    Hs = [spawn(fun() -> receive {t, N} -> Self ! {back, N} end end) || N <- lists:seq(1, 100)],
    [erlang:send_after(N rem 5, P, {t, N}) || {N, P} <- lists:enumerate(Hs)],
    p(lists:sum([receive {back, N} -> N end || _ <- Hs])),
    p(all()).
