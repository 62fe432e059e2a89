-module(record_state).
-export([run/0]).
-record(s, {count = 0, total = 0, last, flags = [], name = "state"}).
run() -> (loop(400000, #s{}))#s.total.
loop(0, S) -> S;
loop(N, #s{count = C, total = T} = S) when N rem 2 =:= 0 -> loop(N - 1, S#s{count = C + 1, total = T + N});
loop(N, S) -> loop(N - 1, S#s{last = N}).
