%% Small servers by hand: a counter, a queue that waits, a semaphore, a broadcaster, a cache with timeouts, a pipeline; with clients that die in the middle.
-module(proc_servers_crossed).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(), Sem = spawn(fun() -> sem(2, [], #{}) end), Log = spawn(fun() -> logger_(Self, []) end),
    Cs = [spawn_monitor(fun() -> with(Sem, fun() -> Log ! {in, I}, erlang:yield(), I =:= 3 andalso exit(crashed), Log ! {out, I} end) end) || I <- lists:seq(1, 6)], p(lists:sort([down(P, M) || {P, M} <- Cs])), Log ! get, p(receive {log, L} -> {length(L), max_inside(lists:reverse(L), 0, 0) =< 3, lists:sort([I || {out, I} <- L])} end),
    Q = spawn(fun() -> queue_(queue:new(), queue:new()) end), Ws = [spawn(fun() -> Self ! {w, take(Q)} end) || _ <- [1, 2, 3]], [Q ! {put, X} || X <- [a, b, c, d]], p(lists:sort([receive {w, X} -> X end || _ <- Ws])), p(take(Q)), Dead = spawn(fun() -> take(Q), Self ! never end), waits(Dead), kill(Dead, kill), Q ! {put, e}, p(take(Q)), p([is_process_alive(X) || X <- [Sem, Q]]),
    B = spawn(fun() -> broadcast([]) end), Subs = [spawn(fun() -> sub(Self, B, N, 0) end) || N <- [1, 2, 3]], [receive {ready, S} -> ok end || S <- Subs], B ! {say, 5}, [receive {heard, S} -> ok end || S <- Subs], kill(hd(Subs), gone), until(fun() -> B ! {count, Self}, receive {count, N} -> N =:= 2 end end), B ! {say, 7}, [receive {heard, S} -> ok end || S <- tl(Subs)], [S ! {sum, Self} || S <- tl(Subs)], p([receive {sum, S, V} -> V end || S <- tl(Subs)]),
    Pipe = lists:foldl(fun(F, Next) -> spawn_link(fun() -> stage(F, Next) end) end, Self, [fun(X) -> X * 2 end, fun(X) -> X + 1 end, fun(X) -> X rem 10 end]), [Pipe ! {v, X} || X <- lists:seq(1, 15)], p([receive {v, X} -> X end || _ <- lists:seq(1, 15)]), Pipe ! eof, p(receive eof -> ended end),
    K = spawn(fun() -> cache(#{}) end), p([ask(K, X) || X <- [{get, a}, {put, a, 1, 1000}, {get, a}, {put, b, 2, 0}]]), until(fun() -> ask(K, {get, b}) =:= none end), p(ask(K, {get, a})), p(ask(K, {put, a, 3, 1000})), p([ask(K, size), ask(K, {get, a})]), [exit(P, kill) || P <- [Sem, Log, Q, B, K]], p(all()).

with(S, F) -> M = monitor(process, S), S ! {enter, self(), M}, receive {M, go} -> F(), S ! {leave, self()}, demonitor(M, [flush]) end.
sem(0, W, In) -> receive {leave, P} -> freed(P, W, In); {'DOWN', _, _, P, _} -> freed(P, W, In); {enter, P, M} -> sem(0, W ++ [{P, M}], In) end;
sem(N, [], In) -> receive {enter, P, M} -> R = monitor(process, P), P ! {M, go}, sem(N - 1, [], In#{P => R}); {leave, P} -> freed2(N, P, In); {'DOWN', _, _, P, _} -> freed2(N, P, In) end.
freed(P, W, In) -> case maps:take(P, In) of {R, In2} -> demonitor(R, [flush]), next(W, In2); error -> sem(0, W, In) end.
freed2(N, P, In) -> case maps:take(P, In) of {R, In2} -> demonitor(R, [flush]), sem(N + 1, [], In2); error -> sem(N, [], In) end.
next([], In) -> sem(1, [], In); next([{P, M} | W], In) -> R = monitor(process, P), P ! {M, go}, sem(0, W, In#{P => R}).
logger_(To, L) -> receive get -> To ! {log, L}; X -> logger_(To, [X | L]) end.
max_inside([{in, _} | T], N, M) -> max_inside(T, N + 1, max(M, N + 1)); max_inside([{out, _} | T], N, M) -> max_inside(T, N - 1, M); max_inside([], _, M) -> M.
take(Q) -> M = monitor(process, Q, [{alias, reply_demonitor}]), Q ! {take, self(), M}, receive {M, X} -> X end.
queue_(Items, Ws) -> receive {put, X} -> serve(queue:in(X, Items), Ws); {take, P, M} -> monitor(process, P), serve(Items, queue:in({P, M}, Ws)); {'DOWN', _, _, P, _} -> queue_(Items, queue:filter(fun({W, _}) -> W =/= P end, Ws)) end.
serve(Items, Ws) -> case {queue:out(Items), queue:out(Ws)} of {{{value, X}, I2}, {{value, {_, M}}, W2}} -> M ! {M, X}, serve(I2, W2); _ -> queue_(Items, Ws) end.
broadcast(Ss) -> receive {sub, P} -> monitor(process, P), P ! subscribed, broadcast([P | Ss]); {say, X} -> [S ! {news, X} || S <- Ss], broadcast(Ss); {count, P} -> P ! {count, length(Ss)}, broadcast(Ss); {'DOWN', _, _, P, _} -> broadcast(lists:delete(P, Ss)) end.
sub(To, B, N, 0) -> B ! {sub, self()}, receive subscribed -> To ! {ready, self()} end, sub(To, B, N, N);
sub(To, B, N, Sum) -> receive {news, X} -> To ! {heard, self()}, sub(To, B, N, Sum + X); {sum, P} -> P ! {sum, self(), Sum} end.
stage(F, Next) -> receive {v, X} -> Next ! {v, F(X)}, stage(F, Next); eof -> Next ! eof end.
cache(M) -> receive {R, P, {get, K}} -> P ! {R, case M of #{K := {V, _}} -> V; _ -> none end}, cache(M); {R, P, {put, K, V, T}} -> case M of #{K := {_, Old}} -> erlang:cancel_timer(Old); _ -> ok end, Tm = erlang:start_timer(T, self(), K), P ! {R, ok}, cache(M#{K => {V, Tm}}); {R, P, size} -> P ! {R, map_size(M)}, cache(M); {timeout, T, K} -> cache(case M of #{K := {_, T}} -> maps:remove(K, M); _ -> M end) end.
ask(S, X) -> R = make_ref(), S ! {R, self(), X}, receive {R, A} -> A end.
