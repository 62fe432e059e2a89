%% exit, throw, error, return and receive in after, of processes that are ending, with links and monitors that wait for the real reason.
-module(exc_exit_in_after).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([{Body, After, reason(Body, After)} || Body <- [value, throw, error, exit], After <- [value, throw, error, exit, put, 'receive', spawn, self_exit]]),
    p([{B, t(fun() -> three(B) end), get(trace)} || B <- [value, throw, error, exit]]),
    %% a kill from outside runs no after
    Self = self(), P = spawn(fun() -> try receive never -> ok end after Self ! {after_ran, self()} end end), waits(P), p(kill(P, kill)), p(all()),
    P2 = spawn(fun() -> try receive never -> ok end after Self ! {after_ran, self()} end end), waits(P2), p(kill(P2, other)), p(all()),
    %% an exit signal from oneself either; exit/1 does
    p(ends(fun() -> try exit(self(), s) , receive never -> ok end after Self ! from_signal end end)), p(ends(fun() -> try exit(e) after Self ! from_exit end end)), p(all()),
    %% after around a tail call: the frame stays, memory of the depth is given back
    p(sum(1000)), p(t(fun() -> lists:foreach(fun(N) -> try N > 5 andalso throw({at, N}) after put(n, N) end end, lists:seq(1, 10)) end)), p(get(n)).

reason(Body, After) -> case ends(fun() -> exit({ok, try act(Body) after act(After) end}) end) of {{nocatch, R}, _} -> {nocatch, R}; {R, [_ | _]} -> {R, stack}; R -> R end.
act(value) -> v; act(throw) -> throw(t); act(error) -> error(e); act(exit) -> exit(x); act(put) -> put(a, b); act('receive') -> self() ! m, receive m -> got end; act(spawn) -> died(spawn(fun() -> exit(inner) end)); act(self_exit) -> exit(self(), normal).
three(B) -> put(trace, []), try try try act(B) after n(1) end of V -> n({of_part, V}) catch throw:t -> n(caught), throw(again) after n(2), B =:= error andalso throw(replaced) end catch throw:R -> n({outer, R}), R after n(3) end.
n(X) -> put(trace, get(trace) ++ [X]), X.
sum(0) -> 0; sum(N) -> try N + sum(N - 1) after ok end.
