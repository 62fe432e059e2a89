%% Exceptions that leave clauses of receive, its guards' functions, after parts and nested funs; the mailbox afterwards, for all classes.
-module(exc_throw_through_receive).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({C, in_clause(C), all()}) || C <- [throw, error, exit]], [p({C, in_after(C), all()}) || C <- [throw, error, exit]],
    [self() ! {n, I} || I <- [1, 2, 3, 4]], p(t(fun() -> consume(0) end)), p(all()), [self() ! {n, I} || I <- [5, 1]], p(t(fun() -> receive {n, X} when X > 4 -> receive {n, Y} when Y < X -> throw({X, Y}) end end end)), p(all()),
    %% guards that fail leave messages where they are
    [self() ! X || X <- [a, {1}, [2], 3]], p(receive X when element(1, X) =:= 1 -> tuple; X when hd(X) =:= 2 -> list end), p(receive Y when Y / 1 > 2 -> Y end), p(all()),
    %% a server that survives exceptions of its handlers and answers all
    S = spawn(fun() -> server(0) end), Ms = [{add, 1}, {add, x}, {divide, 0}, {exit, why}, {throw, t}, get, {add, 2}, get], p([call(S, M) || M <- Ms]), p(quit_of(S)),
    %% an exception with the received term inside; a fun received and called
    self() ! {run, fun(Z) -> error({in_fun, Z}) end}, p(t(fun() -> receive {run, F} -> F(7) end end)), self() ! {term, lists:seq(1, 3)}, p(t(fun() -> receive {term, L} -> throw({kept, L, fun() -> L end =:= 1}) end end)).

in_clause(C) -> self() ! before, self() ! hit, self() ! later, t(fun() -> receive hit -> erlang:C({in, C}) end end).
in_after(C) -> self() ! other, t(fun() -> receive nothing -> ok after 1 -> erlang:C({late, C}) end end).
consume(S) -> receive {n, 3} -> throw({stopped, S}); {n, X} -> consume(S + X) end.
call(S, M) -> R = make_ref(), S ! {R, self(), M}, receive {R, A} -> A end.
server(N) -> receive {R, P, M} -> {A, N2} = try {ok, handle(M, N)} of {ok, V} -> {V, if is_integer(V) -> V; true -> N end} catch C:E -> {{C, E}, N} end, P ! {R, A}, server(N2); stop -> exit({final, N}) end.
handle({add, X}, N) -> N + X; handle({divide, X}, N) -> N div X; handle({exit, R}, _) -> exit(R); handle({throw, R}, _) -> throw(R); handle(get, N) -> N.
quit_of(S) -> M = monitor(process, S), S ! stop, down(S, M).
