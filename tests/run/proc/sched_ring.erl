%% A token round a ring of processes, several tokens at once, and a ring that is torn.
-module(sched_ring).
-export([main/0]).
-include("proc.hrl").

main() ->
    First = ring(100),
    First ! {token, 0, 1000, self()},
    p(receive {done, N} -> N end),
    [First ! {token, 0, 200 + I, self()} || I <- lists:seq(1, 5)],
    p(lists:sort([receive {done, K} -> K end || _ <- lists:seq(1, 5)])),
    M = monitor(process, First),
    First ! {stop, normal},
    p(down(First, M)),
    %% torn: every member ends with the reason of the first that did
    F2 = ring(50),
    M2 = monitor(process, F2),
    F2 ! {at, 25, tear},
    p(down(F2, M2)).

%% The last of N members sends to the first.
ring(N) ->
    First = spawn(fun() -> receive {next, P} -> link(P), member(P) end end),
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> link(Next), member(Next) end) end, First, lists:seq(2, N)),
    First ! {next, Last},
    First.
member(Next) ->
    receive
        {token, N, N, To} -> To ! {done, N}, member(Next);
        {token, I, N, To} -> Next ! {token, I + 1, N, To}, member(Next);
        {at, 0, R} -> exit(R);
        {at, I, R} -> Next ! {at, I - 1, R}, member(Next);
        {stop, R} -> exit(R)
    end.
