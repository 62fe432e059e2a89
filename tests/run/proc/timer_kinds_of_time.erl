%% Times a timer may have: 0, past, absolute, huge, wrong; and what read and cancel say of each.
-module(timer_kinds_of_time).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Now = erlang:monotonic_time(millisecond),
    p([begin R = F(0, Self, {m, N}), receive {timeout, R, {m, N}} -> {timeout, N}; {m, N} -> N end end
        || {N, F} <- lists:enumerate([fun erlang:send_after/3, fun erlang:start_timer/3])]),
    %% absolute, in the past, far in the past
    [begin R = erlang:start_timer(T, Self, abs, [{abs, true}]), p(receive {timeout, R, abs} -> fired end) end || T <- [Now, Now - 1, Now - 2]],
    _ = erlang:send_after(Now, Self, by_abs, [{abs, true}]), p(receive by_abs -> ok end),
    _ = erlang:send_after(0, Self, not_abs, [{abs, false}]), p(receive not_abs -> ok end),
    %% huge ones
    Large = [1 bsl 32 - 1, 1 bsl 32, 1 bsl 40],
    Rs = [erlang:start_timer(T, Self, large) || T <- Large],
    p([begin L = erlang:read_timer(R), L =< T andalso L > T - 60000 end || {R, T} <- lists:zip(Rs, Large)]),
    p([is_integer(erlang:cancel_timer(R)) || R <- Rs]),
    p([erlang:cancel_timer(R) || R <- Rs]),
    p([erlang:read_timer(R) || R <- Rs]),
    p([t(fun() -> erlang:send_after(T, Self, x) end) || T <- [-1, 1.0, a, infinity, 1 bsl 64, 1 bsl 100]]),
    p([t(fun() -> erlang:start_timer(T, Self, x) end) || T <- [-1, 1.0, infinity, 1 bsl 70]]),
    p([t(fun() -> erlang:send_after(10, D, x) end) || D <- [1, "name", {name, node()}, [Self]]]),
    p([t(fun() -> erlang:send_after(1, Self, x, O) end) || O <- [[abs], [{abs, 1}], [{async, true}], abs, [{abs, true} | x]]]),
    p([t(fun() -> erlang:cancel_timer(X) end) || X <- [a, 1, self(), "r"]]),
    p(t(fun() -> erlang:cancel_timer(make_ref()) end)),
    p([t(fun() -> erlang:cancel_timer(make_ref(), O) end) || O <- [[], [{info, false}], [{async, true}, {info, false}], [{async, false}], [async], [{info, x}], x]]),
    %% asynchronous cancel answers with a message
    R1 = erlang:start_timer(100000, Self, never),
    p(erlang:cancel_timer(R1, [{async, true}])),
    p(receive {cancel_timer, R1, Left} -> is_integer(Left) end),
    p(erlang:cancel_timer(R1, [{async, true}, {info, true}])), p(receive {cancel_timer, R1, X1} -> X1 end),
    p(erlang:read_timer(R1, [{async, true}])), p(receive {read_timer, R1, X2} -> X2 end),
    R2 = erlang:start_timer(100000, Self, never),
    p(erlang:read_timer(R2, [{async, true}])), p(receive {read_timer, R2, X3} -> X3 > 0 end),
    p(erlang:cancel_timer(R2, [{async, true}, {info, false}])),
    p(erlang:cancel_timer(R2)),
    p([t(fun() -> erlang:read_timer(R2, O) end) || O <- [[{info, true}], [{async, 1}], none]]),
    p([receive_after(T) || T <- [-1, a, 1.5, 1 bsl 32, 1 bsl 70]]),
    p(all()).

receive_after(T) ->
    t(fun() -> receive never -> ok after T -> late end end).
