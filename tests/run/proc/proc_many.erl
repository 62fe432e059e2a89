-module(proc_many).
-export([main/0]).
main() ->
    N = 5000, Me = self(),
    Pids = [spawn(fun() -> receive {go, X} -> Me ! {done, X * 2} end end) || _ <- lists:seq(1, N)],
    [P ! {go, I} || {P, I} <- lists:zip(Pids, lists:seq(1, N))],
    io:format("~p~n", [collect(N, 0)]).
collect(0, S) -> S;
collect(N, S) -> receive {done, X} -> collect(N - 1, S + X) end.
