-module(selective).
-export([run/0]).
run() ->
    [self() ! {noise, I} || I <- lists:seq(1, 1000)],
    R = loop(300, 0),
    drain(),
    R.
loop(0, Acc) -> Acc;
loop(N, Acc) -> self() ! {wanted, N}, receive {wanted, N} -> loop(N - 1, Acc + N) end.
drain() -> receive {noise, _} -> drain() after 0 -> ok end.
