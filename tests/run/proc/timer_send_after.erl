%% send_after: to a pid and a name, at 0 and later; each message comes once.
-module(timer_send_after).
-export([main/0]).
-include("proc.hrl").

main() ->
    R1 = erlang:send_after(0, self(), zero),
    receive zero -> ok end,
    p({is_reference(R1), erlang:cancel_timer(R1)}),
    register(timer_name, self()),
    erlang:send_after(0, timer_name, by_name),
    p(receive by_name -> named end),
    erlang:send_after(1, self(), {big, lists:seq(1, 1000)}),
    p(receive {big, L} -> length(L) end),
    %% ordering by time whatever the order of starting
    [erlang:send_after(T * 5, self(), {at, T}) || T <- [5, 1, 4, 2, 3]],
    p([receive {at, T} -> T end || _ <- [1, 2, 3, 4, 5]]),
    %% the message is taken when the timer starts
    put(x, 1),
    erlang:send_after(1, self(), {x, get(x)}), put(x, 2),
    p(receive {x, V} -> V end),
    %% a name nobody has by then: lost, no error
    unregister(timer_name),
    R2 = erlang:send_after(0, timer_name, nobody),
    erlang:send_after(2, self(), done),
    receive done -> ok end,
    p({erlang:cancel_timer(R2), all()}).
