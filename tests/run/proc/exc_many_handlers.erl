%% Hundreds of handlers: nested tries that pass, change or stop an exception, in loops with state, across receive, with stacks raised again.
-module(exc_many_handlers).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([t(fun() -> nest(N, {start, N}) end) || N <- [1, 2, 3, 10, 500]]), p(loop(300, 0, [])), p(t(fun() -> ladder(100) end)),
    p([t(fun() -> convert(C, 9) end) || C <- [throw, error, exit]]), p(t(fun() -> mutual_a(50, []) end)), p(retry(fun(N) when N < 5 -> error({try_again, N}); (N) -> {ok, N} end, 0)),
    p(t(fun() -> lists:foldl(fun(X, A) -> try 100 div X + A catch error:badarith -> A end end, 0, [1, 0, 2, 0, 4]) end)), p(catch_all([fun() -> 1 end, fun() -> throw(2) end, fun() -> exit(3) end, fun() -> error(4) end, fun() -> self() ! 5, receive X -> throw(X) end end])),
    p(deep_finally(200)), p(t(fun() -> again(20) end)), p(try again(3) catch _:_:S -> length([x || {?MODULE, again, 1, _} <- S]) end), p(in_processes(10)).

nest(0, R) -> throw(R);
nest(N, R) -> try nest(N - 1, R) catch throw:{start, K} when N rem 3 =:= 0 -> throw({changed, K, N}); throw:{changed, _, M} when M + 50 < N -> stopped_at end.
loop(0, S, Acc) -> {S, length(Acc), lists:sum(Acc)};
loop(N, S, Acc) -> {S2, Acc2} = try case N rem 4 of 0 -> throw(N); 1 -> error({e, N}); 2 -> exit(N); 3 -> {S + N, Acc} end catch throw:X -> {S - X, Acc}; error:{e, X} -> {S, [X | Acc]}; exit:X -> {S + 1, [-X | Acc]} after put(last, N) end, loop(N - 1, S2, Acc2).
ladder(0) -> error(top);
ladder(N) -> try ladder(N - 1) catch error:R when is_atom(R) -> error({N, R}); error:{M, R} when N - M > 10 -> error({N, R, moved}); error:{_, _, moved} = R -> exit(R) end.
convert(_, 0) -> done;
convert(C, N) -> try erlang:C(N) catch throw:N -> convert(error, N - 1); error:N -> convert(exit, N - 2); exit:N when N > 2 -> convert(throw, N - 1) end.
mutual_a(0, L) -> throw(L); mutual_a(N, L) -> try mutual_b(N - 1, [a | L]) catch throw:X when length(X) =:= 50, N =:= 10 -> {caught_by_a, lists:sublist(X, 3)} end.
mutual_b(0, L) -> throw(L); mutual_b(N, L) -> try mutual_a(N - 1, [b | L]) after put(b, N) end.
retry(F, N) -> try F(N) catch error:{try_again, N} -> retry(F, N + 1) end.
catch_all(Fs) -> [t(F) || F <- Fs].
deep_finally(N) -> put(count, 0), t(fun() -> df(N) end), get(count).
df(0) -> exit(bottom); df(N) -> try df(N - 1) after put(count, get(count) + 1) end.
again(0) -> error(again); again(N) -> try again(N - 1) catch C:R:S -> erlang:raise(C, R, S) end.
in_processes(N) -> Ps = [spawn_monitor(fun() -> exit(t(fun() -> nest(I, {start, I}) end)) end) || I <- lists:seq(1, N)], [down(P, M) || {P, M} <- Ps].
