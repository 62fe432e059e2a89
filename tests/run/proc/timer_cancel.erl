%% cancel_timer: its results for running, fired, cancelled and unknown timers, and its options.
-module(timer_cancel).
-export([main/0]).
-include("proc.hrl").

main() ->
    Long = fun() -> erlang:start_timer(1000000, self(), x) end,
    R1 = Long(), L = erlang:cancel_timer(R1),
    p({L > 999000, L =< 1000000, erlang:cancel_timer(R1), erlang:read_timer(R1)}),
    p(erlang:cancel_timer(make_ref())),
    R2 = Long(),
    p(erlang:cancel_timer(R2, [{info, false}])),
    p(erlang:cancel_timer(R2, [{info, false}])),
    R3 = Long(),
    p(erlang:cancel_timer(R3, [{async, true}])),
    p(receive {cancel_timer, R3, Left} -> is_integer(Left) end),
    p(erlang:cancel_timer(R3, [{async, true}])),
    p(receive {cancel_timer, R3, Left2} -> Left2 end),
    R4 = Long(),
    p(erlang:cancel_timer(R4, [{async, true}, {info, false}])),
    p(all()),
    R5 = Long(),
    p(is_integer(erlang:cancel_timer(R5, [{async, false}, {info, true}]))),
    [p(t(fun() -> erlang:cancel_timer(X) end)) || X <- [a, 1, {}, "r"]],
    [p(t(fun() -> erlang:cancel_timer(make_ref(), O) end)) || O <- [x, [x], [{async, 1}], [{info, x}], [{async, true} | y], [{nosuch, true}]]],
    %% by another process
    H = host(), R6 = Long(),
    p(run(H, fun() -> is_integer(erlang:cancel_timer(R6)) end)),
    p(erlang:cancel_timer(R6)).
