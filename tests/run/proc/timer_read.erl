%% read_timer counts down and says false when there is nothing to read; its option async.
-module(timer_read).
-export([main/0]).
-include("proc.hrl").

main() ->
    R = erlang:start_timer(100000, self(), x),
    A = erlang:read_timer(R), B = erlang:read_timer(R),
    p({A =< 100000, B =< A, A > 90000}),
    p(erlang:read_timer(R, [{async, true}])),
    p(receive {read_timer, R, C} -> C =< B end),
    p(is_integer(erlang:read_timer(R, [{async, false}]))),
    erlang:cancel_timer(R),
    p(erlang:read_timer(R)),
    p({erlang:read_timer(R, [{async, true}]), receive {read_timer, R, D} -> D end}),
    F = erlang:start_timer(0, self(), y),
    receive {timeout, F, y} -> ok end,
    p(erlang:read_timer(F)),
    p(erlang:read_timer(make_ref())),
    p(run(host(), fun() -> is_integer(erlang:read_timer(erlang:send_after(5000, self(), z))) end)),
    [p(t(fun() -> erlang:read_timer(X) end)) || X <- [a, 0, []]],
    [p(t(fun() -> erlang:read_timer(make_ref(), O) end)) || O <- [x, [async], [{async, 0}], [{info, true}]]].
