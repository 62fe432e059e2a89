-module(fan_in).
-export([run/0]).
run() ->
    Me = self(),
    [spawn(fun() -> send(2000, Me) end) || _ <- lists:seq(1, 100)],
    collect(200000, 0).
send(0, _) -> ok;
send(N, To) -> To ! {item, N, [N]}, send(N - 1, To).
collect(0, S) -> S;
collect(N, S) -> receive {item, X, [_]} -> collect(N - 1, S + X) end.
