-module(agents_tests).
-include_lib("eunit/include/eunit.hrl").

policy_test_() ->
    P = agents_policy:new(#{attempts => 3, base => 10, limit => 15}),
    [?_assertEqual({again, 10}, agents_policy:next(1, unavailable, infinity, P)), ?_assertEqual({again, 15}, agents_policy:next(2, timeout, infinity, P)),
     ?_assertEqual({give_up, {exhausted, 3, timeout}}, agents_policy:next(3, timeout, infinity, P)),
     ?_assertEqual({again, 77}, agents_policy:next(1, {overloaded, 77}, 100, P)), ?_assertEqual({give_up, {deadline, unavailable}}, agents_policy:next(1, unavailable, 10, P)),
     ?_assertEqual({give_up, bad_request}, agents_policy:next(1, bad_request, infinity, P))].

log_test() ->
    L = lists:foldl(fun(N, Acc) -> agents_log:add(user, N, Acc) end, agents_log:new(3), lists:seq(1, 5)),
    ?assertEqual([{3, user, 3}, {4, user, 4}, {5, user, 5}], agents_log:to_list(L)),
    ?assertEqual(2, agents_log:dropped(L)),
    ?assertEqual([{5, user, 5}], agents_log:since(4, L)).

tools_test_() ->
    [?_assertEqual({ok, ~"cba"}, agents_tools:run(~"reverse", ~"abc")), ?_assertEqual({ok, ~"3"}, agents_tools:run(~"count", ~" a b  c")),
     ?_assertMatch({error, _}, agents_tools:run(~"x", ~""))].

limiter_test_() ->
    {setup, fun() -> {ok, P} = agents_limiter:start_link({2, 20}), unlink(P), P end, fun(P) -> gen_server:stop(P) end,
     {inorder, [fun() ->
                    T0 = now_ms(),
                    [ok = agents_limiter:acquire(1000) || _ <- lists:seq(1, 5)],
                    ?assert(now_ms() - T0 >= 35)
                end,
                fun() ->
                    Waiters = [spawn(fun() -> agents_limiter:acquire(infinity) end) || _ <- lists:seq(1, 10)],
                    [exit(W, kill) || W <- Waiters],
                    wait(fun() -> agents_limiter:waiting() =:= 0 end)
                end,
                ?_assertEqual({error, timeout}, agents_limiter:acquire(0))]}}.

breaker_test_() ->
    {setup, fun() -> {ok, P} = agents_breaker:start_link(#{failures => 2, cool_down => 20}), unlink(P), P end, fun(P) -> gen_statem:stop(P) end,
     fun() ->
        [ok = agents_breaker:report(R) || R <- [failed, ok, failed]],
        ?assertEqual({closed, 0}, agents_breaker:state()),
        ok = agents_breaker:report(failed),
        ?assertEqual({error, circuit_open}, agents_breaker:ask()),
        wait(fun() -> agents_breaker:state() =:= {half_open, 1} end),
        %% one probe at a time: the second waits for its result
        ok = agents_breaker:ask(),
        Self = self(),
        spawn_link(fun() -> Self ! {second, agents_breaker:ask()} end),
        receive {second, _} -> error(let_through) after 5 -> ok end,
        ok = agents_breaker:report(ok),
        receive {second, Answer} -> ?assertEqual(ok, Answer) end,
        ?assertEqual({closed, 1}, agents_breaker:state())
     end}.

service_test_() ->
    {foreach,
     fun() -> logger:set_primary_config(level, none), {ok, Apps} = application:ensure_all_started(agents), Apps end,
     fun(Apps) -> [application:stop(A) || A <- Apps], logger:set_primary_config(level, notice) end,
     [{"echo", fun() -> ?assertEqual({ok, ~"echo: x"}, agents:ask(agents:open(a), ~"x")) end},
      {"retries", fun retries/0}, {"deadline", fun deadline/0}, {"busy", fun busy/0}, {"idle", fun idle/0}, {"close while busy", fun close_busy/0},
      {"backend restarts", fun restarts/0}, {"many", fun many/0}]}.

retries() ->
    agents_backend:script(a, [{error, unavailable}, crash, {slow, 5}]),
    ?assertEqual({ok, ~"echo: x"}, agents:ask(agents:open(a), ~"x")),
    ?assertEqual(2, proplists:get_value(retries, agents_trace:get())).

deadline() ->
    agents_backend:script(a, [silent]),
    T0 = now_ms(),
    ?assertMatch({error, {deadline, timeout}}, agents:ask(agents:open(a), ~"x", #{deadline => 30})),
    ?assert(now_ms() - T0 < 500).

busy() ->
    S = agents:open(a),
    agents_backend:script(a, [silent]),
    Self = self(),
    spawn_link(fun() -> Self ! {one, agents:ask(S, ~"1")} end),
    wait(fun() -> maps:get(state, agents_session:status(S)) =:= busy end),
    spawn_link(fun() -> Self ! {two, agents:ask(S, ~"2")} end),
    ?assertEqual(ok, agents_session:cancel(S)),
    receive {one, One} -> ?assertEqual({error, cancelled}, One) end,
    receive {two, Two} -> ?assertEqual({ok, ~"echo: 2"}, Two) end,
    ?assertEqual({error, not_busy}, agents_session:cancel(S)).

idle() ->
    S = agents:open(a, #{idle => 10}),
    Ref = monitor(process, S),
    receive {'DOWN', Ref, process, S, Why} -> ?assertEqual(normal, Why) end,
    ?assertMatch({error, {session_ended, _}}, agents:ask(S, ~"x")).

close_busy() ->
    S = agents:open(a),
    agents_backend:script(a, [silent]),
    Self = self(),
    spawn_link(fun() -> Self ! {answer, agents:ask(S, ~"1")} end),
    wait(fun() -> maps:get(state, agents_session:status(S)) =:= busy end),
    ok = agents:close(S),
    receive {answer, A} -> ?assertEqual({error, session_ended}, A) end.

restarts() ->
    Old = whereis(agents_backend),
    exit(Old, kill),
    wait(fun() -> is_pid(whereis(agents_backend)) andalso whereis(agents_backend) =/= Old end),
    ?assertMatch({ok, _}, agents:ask(agents:open(a), ~"x")).

many() ->
    Sessions = [agents:open(N, #{deadline => infinity}) || N <- lists:seq(1, 30)],
    [agents_backend:script(N, [{error, unavailable}]) || N <- lists:seq(1, 30, 10)],
    ?assertEqual(lists:duplicate(30, {ok, ~"echo: q"}), agents:ask_all(Sessions, ~"q")).

now_ms() -> erlang:monotonic_time(millisecond).

wait(Fun) -> wait(Fun, 2000).

wait(_, 0) -> error(waited_too_long);
wait(Fun, N) -> Fun() orelse begin timer:sleep(1), wait(Fun, N - 1) end.
