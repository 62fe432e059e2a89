%% Loops that are preempted: two counters run beside each other, and order of messages is kept.
-module(numbers_of_reductions).
-export([main/0]).
-include("../lang.hrl").

count(0, P, Name) -> P ! {done, Name};
count(N, P, Name) -> count(N - 1, P, Name).
spin(N) -> spin(N, 0).
spin(0, A) -> A;
spin(N, A) -> spin(N - 1, (A * 31 + N) rem 1000003).
relay(0, To) -> receive M -> To ! M end;
relay(N, To) -> P = spawn(fun() -> relay(N - 1, To) end), receive M -> P ! M end.
main() ->
    S = self(),
    [spawn(fun() -> count(20000, S, N) end) || N <- [1, 2, 3]],
    ?show(lists:sort([receive {done, N} -> N end || _ <- [1, 2, 3]])),
    ?show(spin(20000)),
    P = spawn(fun() -> relay(50, S) end),
    P ! through,
    ?show(receive through -> arrived end),
    Pids = [spawn(fun() -> R = spin(I * 100), S ! {I, R} end) || I <- lists:seq(1, 20)],
    ?show([receive {I, R} -> R end || I <- lists:seq(1, 20)]),
    ?show(length(Pids)),
    Echo = spawn(fun E() -> receive {F, N} -> F ! {self(), N}, E() end end),
    [Echo ! {S, N} || N <- lists:seq(1, 100)],
    ?show([receive {Echo, N} -> N end || _ <- lists:seq(1, 100)] =:= lists:seq(1, 100)),
    ?show(erlang:yield()),
    ok.
