%% `after` of receive: 0 with and without matches, expressions, variables, infinity, large, restarted by loops, beside messages that come just then.
-module(timer_receive_after_edges).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([receive X -> X after 0 -> none end || _ <- [1, 2]]), self() ! m, p(receive m -> got after 0 -> none end), self() ! other, p(receive m -> got after 0 -> none end), p(all()), p(receive after 0 -> zero end), p(receive after 1 -> one end), p(begin T = id(1), receive after T * 2 -> T end end), p(receive x -> y after id(0) + 0 -> computed end),
    self() ! now, p(receive now -> in_time after infinity -> never end), p(begin I = id(infinity), self() ! q, receive q -> inf after I -> never end end), self() ! big, p(receive big -> got after 4294967295 -> never end), p([t(fun() -> receive after V -> x end end) || V <- [4294967296, -1, a, 1.0, "1"]]),
    %% after is evaluated once, before anything is looked at
    put(n, 0), self() ! hit, p({receive hit -> ok after begin put(n, get(n) + 1), 1000 end -> late end, get(n)}), p({receive miss -> ok after begin put(n, get(n) + 1), 2 end -> late end, get(n)}),
    %% messages that do not match do not restart it
    Self = self(), P = spawn(fun() -> tick(Self, 10) end), A = erlang:monotonic_time(millisecond), p(receive never -> ok after 10 -> timed_out end), B = erlang:monotonic_time(millisecond), p(B - A >= 10), exit(P, kill), died(P), _ = all(),
    %% nested in its own after, in a fun, in a comprehension
    p(receive a -> 1 after 0 -> receive b -> 2 after 1 -> receive c -> 3 after 0 -> deepest end end end), p([receive {n, N} -> N after 0 -> -N end || N <- [1, 2]]), p((fun W(0) -> done; W(N) -> receive x -> x after 1 -> W(N - 1) end end)(5)),
    %% a timer and a timeout of the same time: the message may come or not, but is not lost
    p(lists:usort([begin R = erlang:start_timer(1, self(), t), Got = receive {timeout, R, t} -> early after 1 -> receive {timeout, R, t} -> late after 1000 -> lost end end, lists:member(Got, [early, late]) end || _ <- lists:seq(1, 10)])), p(all()),
    %% cancelled by the message: no timeout comes later
    self() ! go, p(receive go -> ok after 1 -> late end), p(receive X2 -> X2 after 5 -> silent end), p(ends(fun() -> receive after 3 -> exit(slept) end end)).

id(X) -> X.
tick(P, N) -> P ! {tick, N}, receive after 1 -> tick(P, N - 1) end.
