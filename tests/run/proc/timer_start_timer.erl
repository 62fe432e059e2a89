%% start_timer: the message carries the reference; timers are told apart by it.
-module(timer_start_timer).
-export([main/0]).
-include("proc.hrl").

main() ->
    R1 = erlang:start_timer(0, self(), hello),
    p(receive {timeout, R1, M1} -> M1 end),
    Rs = [{erlang:start_timer(1, self(), I), I} || I <- lists:seq(1, 20)],
    p([receive {timeout, R, I} -> ok end || {R, I} <- lists:reverse(Rs)] =:= lists:duplicate(20, ok)),
    H = host(),
    R2 = erlang:start_timer(0, H, to_other),
    p(run(H, fun() -> receive {timeout, R2, X} -> X end end)),
    R3 = run(H, fun() -> erlang:start_timer(60000, self(), own) end),
    p({is_integer(erlang:read_timer(R3)), is_integer(erlang:cancel_timer(R3)), erlang:cancel_timer(R3)}),
    %% a stale timeout is recognised by its reference
    Old = erlang:start_timer(0, self(), old),
    receive {timeout, Old, old} = Msg -> self() ! Msg end,
    New = erlang:start_timer(0, self(), new),
    p(receive {timeout, New, V} -> V end),
    p([V || {timeout, _, V} <- all()]).
