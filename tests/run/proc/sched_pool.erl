%% A pool of workers with a queue: checkout, return, workers that die in use, clients that die waiting.
-module(sched_pool).
-export([main/0]).
-include("proc.hrl").

main() ->
    Pool = spawn(fun() -> process_flag(trap_exit, true), pool([start() || _ <- [1, 2, 3]], queue:new(), #{}) end),
    p([use(Pool, fun(W) -> ask(W, I) end) || I <- lists:seq(1, 5)]),
    Rs = [spawn_monitor(fun() -> exit(use(Pool, fun(W) -> ask(W, I) end)) end) || I <- lists:seq(1, 30)],
    p([down(P, M) || {P, M} <- Rs] =:= [I * 2 || I <- lists:seq(1, 30)]),
    %% a worker that dies while it is used is replaced
    p(use(Pool, fun(W) -> exit(W, kill), lost end)),
    p([use(Pool, fun(W) -> ask(W, I) end) || I <- [1, 2, 3]]),
    %% a client that dies while it holds one gives it back
    p(ends(fun() -> use(Pool, fun(_) -> exit(client_died) end) end)),
    [ends(fun() -> {_, _} = take(Pool), exit(gone) end) || _ <- lists:seq(1, 5)],
    p([use(Pool, fun(W) -> ask(W, I) end) || I <- lists:seq(1, 6)]),
    p(length(lists:usort([W || {W, _} <- [take(Pool), take(Pool), take(Pool)]]))).

start() -> spawn_link(fun work/0).
work() -> receive {F, R, X} -> F ! {R, X * 2}, work() end.
ask(W, X) -> R = make_ref(), W ! {self(), R, X}, receive {R, V} -> V end.
take(Pool) -> R = monitor(process, Pool), Pool ! {take, self(), R}, receive {R, W} -> demonitor(R, [flush]), {W, R}; {'DOWN', R, _, _, Why} -> exit(Why) end.
use(Pool, F) -> {W, R} = take(Pool), V = F(W), Pool ! {give, R}, V.
pool(Free, Queue, Busy) ->
    case {Free, queue:out(Queue)} of
        {[W | Rest], {{value, {C, R}}, Q}} -> C ! {R, W}, M = monitor(process, C), pool(Rest, Q, Busy#{R => {W, M}});
        _ ->
            receive
                {take, C, R} -> pool(Free, queue:in({C, R}, Queue), Busy);
                {give, R} when is_map_key(R, Busy) -> {{W, M}, B} = maps:take(R, Busy), demonitor(M, [flush]), pool(Free ++ [W], Queue, B);
                {give, _} -> pool(Free, Queue, Busy);
                {'EXIT', W, _} -> pool([start() | lists:delete(W, Free)], Queue, maps:filter(fun(_, {X, _}) -> X =/= W end, Busy));
                {'DOWN', M, process, _, _} -> {Ws, B} = split(M, Busy), pool(Free ++ Ws, Queue, B)
            end
    end.
split(M, Busy) -> {[W || {W, X} <- maps:values(Busy), X =:= M], maps:filter(fun(_, {_, X}) -> X =/= M end, Busy)}.
