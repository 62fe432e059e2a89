%% A pool of workers over gen_server: checked out, returned, waiting in line, replaced when they crash.
-module(worker_pool).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(N) -> process_flag(trap_exit, true), {ok, #{free => [start() || _ <- lists:seq(1, N)], busy => #{}, line => queue:new()}}.
start() -> spawn_link(fun W() -> receive {run, From, Ref, F} -> From ! {Ref, try {ok, F()} catch throw:T -> {thrown, T} end}, W() end end).
handle_call(out, {P, _} = From, #{free := F, busy := B, line := L} = S) -> case F of [W | Ws] -> {reply, W, S#{free := Ws, busy := B#{W => monitor(process, P)}}}; [] -> {noreply, S#{line := queue:in(From, L)}} end;
handle_call(stats, _, #{free := F, busy := B, line := L} = S) -> {reply, {length(F), map_size(B), queue:len(L)}, S}.
handle_cast({in, W}, #{busy := B} = S) -> {noreply, case is_map_key(W, B) of true -> back(W, S); false -> S end}.
handle_info({'EXIT', W, _}, #{busy := B, free := F} = S) -> case is_map_key(W, B) of true -> demonitor(map_get(W, B), [flush]), {noreply, back(start(), S#{busy := maps:remove(W, B)})}; false -> {noreply, S#{free := lists:delete(W, F) ++ [start()]}} end;
handle_info({'DOWN', M, _, _, _}, #{busy := B} = S) -> case [W || {W, R} <- maps:to_list(B), R =:= M] of [W] -> {noreply, back(W, S)}; [] -> {noreply, S} end.
back(W, #{busy := B, free := F, line := L} = S) -> case maps:take(W, B) of {R, B1} -> demonitor(R, [flush]), next(W, S#{busy := B1}); error -> case queue:is_empty(L) of true -> S#{free := [W | F]}; false -> next(W, S) end end.
next(W, #{busy := B, free := F, line := L} = S) -> case queue:out(L) of {{value, {P, _} = From}, L1} -> gen_server:reply(From, W), S#{line := L1, busy := B#{W => monitor(process, P)}}; {empty, _} -> S#{free := [W | F]} end.

main() ->
    {ok, P} = gen_server:start(?MODULE, 2, []), Do = fun(F) -> W = gen_server:call(P, out), R = run(W, F), gen_server:cast(P, {in, W}), R end, Stats = fun() -> gen_server:call(P, stats) end, show("start", Stats()), show("work", [Do(fun() -> X * X end) || X <- [1, 2, 3]]), show("throw", Do(fun() -> throw(t) end)), show("crash", Do(fun() -> exit(oops) end)), show("after crash", Stats()),
    W1 = gen_server:call(P, out), W2 = gen_server:call(P, out), Me = self(), Waiting = [spawn(fun() -> W = gen_server:call(P, out), Me ! {got, N, run(W, fun() -> N * 10 end)}, gen_server:cast(P, {in, W}) end) || N <- [1, 2, 3]], until(fun() -> Stats() =:= {0, 2, 3} end), show("waiting", {Stats(), length(Waiting)}), gen_server:cast(P, {in, W1}), show("served", lists:sort([receive {got, N, R} -> {N, R} after 5000 -> none end || _ <- Waiting])), until(fun() -> Stats() =:= {1, 1, 0} end), gen_server:cast(P, {in, W2}), show("end", Stats()), H = spawn(fun() -> gen_server:call(P, out), gen_server:call(P, out), exit(dies) end), M = monitor(process, H), receive {'DOWN', M, _, _, _} -> ok end, until(fun() -> Stats() =:= {2, 0, 0} end), show("holder died", Stats()), gen_server:stop(P), ok.
run(W, F) -> R = monitor(process, W), W ! {run, self(), R, F}, receive {R, V} -> demonitor(R, [flush]), V; {'DOWN', R, _, _, Why} -> {died, Why} end.
until(F) -> case F() of true -> ok; false -> timer:sleep(1), until(F) end.
