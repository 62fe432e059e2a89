%% Forty jobs of four kinds: reliable ones, one that needs three attempts, one that crashes and one that gives up at once.
-module(jobs_demo).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    ok = jobs:start(#{clock => manual, workers => 1, rate => {5, 1000}, attempts => 4, backoff => #{base => 200, spread => 10}}),
    io:format("~ts", [jobs:dashboard()]),
    Ids = [submit(N) || N <- lists:seq(1, 40)],
    {ok, Later} = jobs:submit(fun() -> on_time end, #{name => <<"later">>, delay => 60000}),
    {ok, Never} = jobs:submit(fun() -> never end, #{name => <<"never">>, delay => 30000}),
    io:format("cancelled: ~p, again: ~p~n", [jobs:cancel(Never), jobs:cancel(Never)]),
    settle(),
    io:format("~ts", [jobs:dashboard()]),
    advance(3000),
    io:format("~ts", [jobs:dashboard()]),
    jobs:run_until_idle(),
    io:format("~ts", [jobs:dashboard()]),
    Results = jobs:await_all(Ids),
    io:format("~p went well, sum of squares ~p~n", [length([x || {_, {ok, _}} <- Results]), lists:sum([V || {_, {ok, V}} <- Results, is_integer(V)])]),
    [io:format("job ~p: ~0p~n", [Id, Why]) || {Id, {error, Why}} <- Results],
    io:format("later: ~p, never: ~p~n", [jobs:await(Later), jobs:await(Never)]),
    io:format("dead: ~0p~n", [jobs:dead()]),
    [{First, _, _} | _] = jobs:dead(),
    io:format("revived ~p: ~p~n", [First, jobs:revive(First)]),
    jobs:run_until_idle(),
    io:format("still dead: ~0p~n", [[Id || {Id, _, _} <- jobs:dead()]]),
    ok = jobs:stop().

%% Waits until what may run at once has run: which job comes next must not depend on how fast the workers are.
submit(N) ->
    {Work, Name} = kind(N),
    {ok, Id} = jobs:submit(Work, #{name => Name, priority => N rem 3}),
    settle(),
    Id.

kind(N) when N rem 10 =:= 3 -> {fun(Attempt) -> Attempt >= 3 orelse throw(not_yet), third_time end, <<"flaky">>};
kind(N) when N rem 20 =:= 7 -> {fun() -> error(oops) end, <<"crash">>};
kind(N) when N rem 20 =:= 17 -> {fun() -> throw({give_up, bad_input}) end, <<"hopeless">>};
kind(N) -> {fun() -> N * N end, <<"square">>}.

advance(Ms) ->
    case jobs_clock:next() of
        Next when is_integer(Next), Next =< Ms ->
            ok = jobs_clock:advance(Next),
            settle(),
            advance(Ms - Next);
        _ -> ok = jobs_clock:advance(Ms), settle()
    end.

settle() ->
    case jobs_queue:state(jobs_queue) of
        #{running := []} -> ok;
        _ -> erlang:yield(), settle()
    end.
