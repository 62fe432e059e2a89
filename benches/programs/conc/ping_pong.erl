-module(ping_pong).
-export([run/0]).
run() ->
    Pong = spawn(fun pong/0),
    loop(100000, Pong),
    Pong ! stop,
    done.
loop(0, _) -> ok;
loop(N, Pong) -> Pong ! {self(), N}, receive {Pong, N} -> loop(N - 1, Pong) end.
pong() -> receive {From, N} -> From ! {self(), N}, pong(); stop -> ok end.
