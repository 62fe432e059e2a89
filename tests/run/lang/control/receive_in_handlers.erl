%% Receive inside try, catch, after, funs and comprehensions; timers that race with messages.
-module(receive_in_handlers).
-export([main/0]).
-include("../lang.hrl").

main() ->
    self() ! a,
    ?show(try receive a -> throw(got_a) end catch T -> T end),
    self() ! b,
    ?show(try throw(x) catch x -> receive b -> got_b end end),
    self() ! c,
    ?show(try ok after receive c -> put(c, got) end end),
    ?show(erase(c)),
    [self() ! I || I <- [1, 2, 3]],
    ?show([receive I -> I * 10 after 0 -> none end || I <- [3, 2, 1, 0]]),
    self() ! {f, fun(X) -> receive {y, Y} -> X + Y end end},
    self() ! {y, 5},
    ?show(receive {f, F} -> F(1) end),
    ?show(receive nothing -> ok after 5 -> case id(1) of 1 -> late end end),
    Ref = erlang:send_after(1, self(), timer),
    ?show(receive timer -> fired after 1000 -> never end),
    ?show(erlang:cancel_timer(Ref)),
    R2 = erlang:start_timer(60000, self(), msg),
    ?show(is_integer(erlang:cancel_timer(R2))),
    ?show(receive {timeout, R2, msg} -> fired after 0 -> cancelled end),
    ?show((fun W(N) -> receive stop -> {stopped, N} after 0 -> if N =:= 3 -> self() ! stop, W(N + 1); true -> W(N + 1) end end end)(0)),
    P = self(),
    spawn(fun() -> receive after 2 -> P ! slow end end),
    spawn(fun() -> P ! fast end),
    ?show([receive fast -> fast end, receive slow -> slow end]),
    ok.
