-module(jobs_tests).
-include_lib("eunit/include/eunit.hrl").

%% ---------------------------------------------------------------------------------------------------------
%% Heap

heap_sorts_test() ->
    rand:seed(exsss, 1),
    [begin
        Keys = [rand:uniform(20) || _ <- lists:seq(1, rand:uniform(50))],
        Entries = lists:zip(Keys, lists:seq(1, length(Keys))),
        Heap = lists:foldl(fun({K, V}, H) -> jobs_heap:insert(K, V, H) end, jobs_heap:new(), Entries),
        ?assertEqual(length(Keys), jobs_heap:size(Heap)),
        %% equal keys stay in order, as in a stable sort
        ?assertEqual(lists:keysort(1, Entries), jobs_heap:to_list(Heap))
     end || _ <- lists:seq(1, 50)].

empty_heap_test_() -> [?_assertEqual(empty, jobs_heap:min(jobs_heap:new())), ?_assertEqual(empty, jobs_heap:take(jobs_heap:new()))].

%% ---------------------------------------------------------------------------------------------------------
%% Rates and delays

bucket_test() ->
    B0 = jobs_bucket:new(2, 1000, 0),
    {ok, B1} = jobs_bucket:take(0, B0),
    {ok, B2} = jobs_bucket:take(0, B1),
    {wait, 500, B3} = jobs_bucket:take(0, B2),
    ?assertMatch({wait, 1, _}, jobs_bucket:take(499, B3)),
    {ok, B4} = jobs_bucket:take(500, B3),
    ?assertEqual(0, jobs_bucket:level(500, B4)),
    ?assertEqual(2, jobs_bucket:level(100000, B4)),
    ?assertEqual(0, jobs_bucket:wait_ms(100000, B4)).

%% However requests come, no more are granted than the rate and the first bucket full allow.
bucket_rate_test() ->
    rand:seed(exsss, 2),
    {Granted, End, _} = lists:foldl(fun(_, {N, Now, B}) ->
        Then = Now + rand:uniform(40),
        case jobs_bucket:take(Then, B) of
            {ok, B1} -> {N + 1, Then, B1};
            {wait, _, B1} -> {N, Then, B1}
        end
    end, {0, 0, jobs_bucket:new(10, 1000, 0)}, lists:seq(1, 1000)),
    ?assert(Granted =< 10 + End * 10 div 1000),
    ?assert(Granted >= End * 10 div 1000 - 1).

backoff_test_() ->
    P = #{base => 100, limit => 1000, spread => 0},
    [?_assertEqual([100, 200, 400, 800, 1000, 1000], [jobs_backoff:delay(x, N, P) || N <- lists:seq(1, 6)]),
     ?_assert(lists:all(fun(N) -> D = jobs_backoff:delay(N, 1), D >= 100 andalso D =< 120 end, lists:seq(1, 100))),
     ?_assertEqual(1000, jobs_backoff:delay(x, 1000, P))].

stats_test() ->
    S = lists:foldl(fun(V, Acc) -> jobs_stats:sample(t, V, Acc) end, jobs_stats:count(a, 3, jobs_stats:new()), lists:seq(1, 10)),
    ?assertEqual(#{n => 10, min => 1, median => 5, p90 => 9, max => 10}, jobs_stats:summary(t, S)),
    ?assertEqual(none, jobs_stats:summary(u, S)),
    ?assertEqual([{a, 3}], jobs_stats:to_list(S)).

bar_test_() ->
    [?_assertEqual("[##..]", lists:flatten(jobs_dashboard:bar(1, 2, 4))), ?_assertEqual("[....]", lists:flatten(jobs_dashboard:bar(0, 0, 4)))].

%% ---------------------------------------------------------------------------------------------------------
%% The queue

queue_test_() ->
    {foreach, fun() -> start(#{}) end, fun stop/1,
     [{"value", fun() -> {ok, Id} = jobs:submit(fun() -> 42 end), ?assertEqual({ok, 42}, jobs:await(Id)) end},
      {"retries", fun retries/0}, {"attempts end", fun exhausted/0}, {"gives up", fun gives_up/0}, {"crash", fun crash/0},
      {"priority", fun priority/0}, {"rate", fun rate/0}, {"cancel", fun cancel/0}, {"queue restarts", fun restarts/0}]}.

start(Options) ->
    Level = maps:get(level, logger:get_primary_config()),
    logger:set_primary_config(level, none),
    ok = jobs:start(maps:merge(#{clock => manual, workers => 1, rate => {100, 1000}, attempts => 3, backoff => #{base => 10}}, Options)),
    Level.

stop(Level) ->
    ok = jobs:stop(),
    logger:set_primary_config(level, Level).

retries() ->
    {ok, Id} = jobs:submit(fun(N) -> N =:= 3 orelse throw(again), N end),
    jobs:run_until_idle(),
    ?assertEqual({ok, 3}, jobs:await(Id)).

exhausted() ->
    {ok, Id} = jobs:submit(fun() -> throw(no) end, #{name => <<"n">>}),
    jobs:run_until_idle(),
    ?assertEqual({error, no}, jobs:await(Id)),
    ?assertEqual([{Id, <<"n">>, no}], jobs:dead()),
    ok = jobs:revive(Id),
    ?assertEqual({error, not_dead}, jobs:revive(Id)).

gives_up() ->
    {ok, Id} = jobs:submit(fun() -> throw({give_up, bad}) end),
    ?assertEqual({error, bad}, jobs:await(Id)).

crash() ->
    {ok, Id} = jobs:submit(fun() -> error(oops) end, #{attempts => 1}),
    ?assertEqual({error, {crashed, oops}}, jobs:await(Id)),
    {ok, Killed} = jobs:submit(fun() -> exit(self(), kill) end, #{attempts => 1}),
    ?assertEqual({error, {crashed, killed}}, jobs:await(Killed)).

%% While one job holds the only worker others line up; they run by priority, then by age.
priority() ->
    Self = self(),
    {ok, _} = jobs:submit(fun() -> Self ! {holding, self()}, receive go -> ok end end),
    Holder = receive {holding, Pid} -> Pid end,
    Ids = [begin {ok, Id} = jobs:submit(fun() -> Self ! {ran, P, N} end, #{priority => P}), Id end || {P, N} <- [{5, 1}, {1, 2}, {9, 3}, {1, 4}, {5, 5}]],
    Holder ! go,
    [jobs:await(Id) || Id <- Ids],
    ?assertEqual([{1, 2}, {1, 4}, {5, 1}, {5, 5}, {9, 3}], [receive {ran, P, N} -> {P, N} end || _ <- Ids]).

rate() ->
    Ids = [begin {ok, Id} = jobs:submit(fun() -> ok end), Id end || _ <- lists:seq(1, 250)],
    jobs:run_until_idle(),
    [?assertEqual({ok, ok}, jobs:await(Id)) || Id <- Ids],
    #{now := Now} = jobs_queue:state(jobs_queue),
    ?assert(Now >= 1500 andalso Now =< 1520).

cancel() ->
    {ok, Id} = jobs:submit(fun() -> ok end, #{delay => 1000}),
    ?assertEqual(ok, jobs:cancel(Id)),
    ?assertEqual({error, not_waiting}, jobs:cancel(Id)),
    ?assertEqual({error, cancelled}, jobs:await(Id)).

restarts() ->
    Old = whereis(jobs_queue),
    Ref = monitor(process, Old),
    exit(Old, kill),
    receive {'DOWN', Ref, process, Old, killed} -> ok end,
    wait(fun() -> is_pid(whereis(jobs_queue)) andalso whereis(jobs_queue) =/= Old end),
    {ok, Id} = jobs:submit(fun() -> back end),
    ?assertEqual({ok, back}, jobs:await(Id)).

wait(Fun) ->
    case Fun() of
        true -> ok;
        false -> timer:sleep(1), wait(Fun)
    end.
