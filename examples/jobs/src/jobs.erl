%% What users of the queue call.
-module(jobs).
-export([start/1, stop/0, submit/1, submit/2, await/1, await_all/1, cancel/1, dashboard/0, dead/0, revive/1, run_until_idle/0]).

-doc "Starts the queue; options go before what is configured.".
start(Options) ->
    ok = load(),
    maps:foreach(fun(Key, Value) -> application:set_env(jobs, Key, Value) end, Options),
    {ok, _} = application:ensure_all_started(jobs),
    ok.

load() ->
    case application:load(jobs) of
        ok -> ok;
        {error, {already_loaded, jobs}} -> ok
    end.

stop() ->
    ok = application:stop(jobs),
    application:unload(jobs).

submit(Work) -> submit(Work, #{}).

submit(Work, Options) -> jobs_queue:submit(jobs_queue, Options#{work => Work}).

await(Id) -> jobs_queue:await(jobs_queue, Id).

await_all(Ids) -> [{Id, await(Id)} || Id <- Ids].

cancel(Id) -> jobs_queue:cancel(jobs_queue, Id).

dead() -> jobs_queue:dead(jobs_queue).

revive(Id) -> jobs_queue:revive(jobs_queue, Id).

dashboard() -> jobs_dashboard:render(jobs_queue:state(jobs_queue)).

-doc "With a manual clock: moves time on from event to event until nothing is left to do.".
run_until_idle() ->
    settle(),
    case jobs_clock:next() of
        none -> ok;
        Ms ->
            ok = jobs_clock:advance(Ms),
            run_until_idle()
    end.

%% Until no job is at work.
settle() ->
    case jobs_queue:state(jobs_queue) of
        #{running := []} -> ok;
        _ -> erlang:yield(), settle()
    end.
