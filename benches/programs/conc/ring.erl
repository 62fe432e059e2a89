-module(ring).
-export([run/0]).
run() ->
    Me = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next) end) end, Me, lists:seq(1, 500)),
    laps(200, First).
laps(0, First) -> First ! stop, receive stop -> done end;
laps(N, First) -> First ! N, receive N -> laps(N - 1, First) end.
forward(Next) -> receive stop -> Next ! stop; X -> Next ! X, forward(Next) end.
