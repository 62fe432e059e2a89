-module(spawn_exit).
-export([run/0]).
run() -> loop(30000, 0).
loop(0, Acc) -> Acc;
loop(N, Acc) ->
    Me = self(),
    spawn(fun() -> Me ! N end),
    receive X when is_integer(X) -> loop(N - 1, Acc + X) end.
