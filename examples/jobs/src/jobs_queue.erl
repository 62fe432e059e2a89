%% The queue: waiting jobs by priority, delayed ones by time, at most so many at work, and not faster than the rate allows.
%% A job that fails comes back later until its attempts are used up; then it is among the dead.
-module(jobs_queue).
-behaviour(gen_server).
-export([start_link/1, submit/2, done/4, cancel/2, state/1, await/2, dead/1, revive/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(s, {max, attempts, backoff, bucket, next_id = 1, waiting = jobs_heap:new(), delayed = #{}, running = #{},
            dead = #{}, results = #{}, stats = jobs_stats:new(), waker = false, idle = []}).

start_link(Options) -> gen_server:start_link({local, ?MODULE}, ?MODULE, Options, []).

-doc "Puts a job in: #{work := Fun, name => Name, priority => 0..9, attempts => N, delay => Ms}.".
submit(Queue, #{work := _} = Job) -> gen_server:call(Queue, {submit, Job}).

done(Queue, Id, Worker, Result) -> gen_server:cast(Queue, {done, Id, Worker, Result}).

-doc "Takes a job out that does not run yet.".
cancel(Queue, Id) -> gen_server:call(Queue, {cancel, Id}).

-doc "Everything the dashboard shows.".
state(Queue) -> gen_server:call(Queue, state).

-doc "The result of a job once it is known.".
await(Queue, Id) -> gen_server:call(Queue, {await, Id}).

-doc "Jobs that used up their attempts.".
dead(Queue) -> gen_server:call(Queue, dead).

-doc "Gives a dead job another life.".
revive(Queue, Id) -> gen_server:call(Queue, {revive, Id}).

init(Options) ->
    {Tokens, PerMs} = maps:get(rate, Options),
    {ok, #s{max = maps:get(workers, Options), attempts = maps:get(attempts, Options), backoff = maps:get(backoff, Options, #{}),
            bucket = jobs_bucket:new(Tokens, PerMs, jobs_clock:now_ms())}}.

handle_call({submit, Given}, _From, #s{next_id = Id, attempts = Attempts} = S) ->
    Defaults = #{name => <<"job">>, priority => 5, attempts => Attempts, delay => 0},
    Job = maps:merge(Defaults, Given#{id => Id, attempt => 1, since => jobs_clock:now_ms()}),
    S1 = count(submitted, S#s{next_id = Id + 1}),
    {reply, {ok, Id}, start_some(enter(Job, maps:get(delay, Job), S1))};
handle_call({cancel, Id}, _From, #s{delayed = Delayed, waiting = Waiting} = S) ->
    case {maps:take(Id, Delayed), [J || {_, #{id := I} = J} <- jobs_heap:to_list(Waiting), I =:= Id]} of
        {{_, Left}, _} -> {reply, ok, settle(Id, {error, cancelled}, count(cancelled, S#s{delayed = Left}))};
        {error, [_]} -> {reply, ok, settle(Id, {error, cancelled}, count(cancelled, S#s{waiting = without(Id, Waiting)}))};
        {error, []} -> {reply, {error, not_waiting}, S}
    end;
handle_call(state, _From, #s{waiting = Waiting, delayed = Delayed, running = Running, dead = Dead, stats = Stats, bucket = Bucket} = S) ->
    Now = jobs_clock:now_ms(),
    {reply, #{now => Now, waiting => jobs_heap:size(Waiting), delayed => map_size(Delayed), dead => map_size(Dead),
              running => lists:sort([{Id, maps:get(name, Job)} || Id := {_, _, Job} <- Running]),
              tokens => jobs_bucket:level(Now, Bucket), stats => Stats}, S};
handle_call({await, Id}, From, #s{results = Results} = S) ->
    case Results of
        #{Id := {waiting, Others}} -> {noreply, S#s{results = Results#{Id := {waiting, [From | Others]}}}};
        #{Id := {known, Result}} -> {reply, Result, S};
        _ -> {noreply, S#s{results = Results#{Id => {waiting, [From]}}}}
    end;
handle_call(dead, _From, #s{dead = Dead} = S) ->
    {reply, lists:sort([{Id, maps:get(name, Job), Why} || Id := {Job, Why} <- Dead]), S};
handle_call({revive, Id}, _From, #s{dead = Dead, results = Results} = S) ->
    case maps:take(Id, Dead) of
        {{Job, _}, Left} ->
            S1 = count(revived, S#s{dead = Left, results = maps:remove(Id, Results)}),
            {reply, ok, start_some(enter(Job#{attempt => 1}, 0, S1))};
        error -> {reply, {error, not_dead}, S}
    end.

handle_cast({done, Id, Worker, Result}, #s{running = Running} = S) ->
    case Running of
        #{Id := {Worker, Mon, Job}} ->
            demonitor(Mon, [flush]),
            {noreply, start_some(finished(Job, Result, S#s{running = maps:remove(Id, Running)}))};
        _ -> {noreply, S}
    end.

handle_info({due, Id}, #s{delayed = Delayed} = S) ->
    case maps:take(Id, Delayed) of
        {Job, Left} -> {noreply, start_some(enter(Job, 0, S#s{delayed = Left}))};
        error -> {noreply, S}
    end;
handle_info(tokens, S) -> {noreply, start_some(S#s{waker = false})};
handle_info({'DOWN', Mon, process, Worker, Why}, #s{running = Running} = S) ->
    case [Job || _ := {W, M, Job} <- Running, W =:= Worker, M =:= Mon] of
        [#{id := Id} = Job] ->
            Crash = {crashed, reason(Why)},
            {noreply, start_some(finished(Job, {retry, Crash}, count(crashes, S#s{running = maps:remove(Id, Running)})))};
        [] -> {noreply, S}
    end.

reason({Why, Stack}) when is_list(Stack) -> Why;
reason(Why) -> Why.

%% Waits in line, or for its time.
enter(#{priority := Priority} = Job, 0, #s{waiting = Waiting} = S) ->
    S#s{waiting = jobs_heap:insert(Priority, Job, Waiting)};
enter(#{id := Id} = Job, Delay, #s{delayed = Delayed} = S) ->
    ok = jobs_clock:send_after(Delay, {due, Id}),
    S#s{delayed = Delayed#{Id => Job}}.

without(Id, Waiting) ->
    lists:foldl(fun({Key, #{id := I} = Job}, Heap) when I =/= Id -> jobs_heap:insert(Key, Job, Heap);
                   (_, Heap) -> Heap
                end, jobs_heap:new(), jobs_heap:to_list(Waiting)).

%% As many as there are workers and tokens for.
start_some(#s{running = Running, max = Max} = S) when map_size(Running) >= Max -> S;
start_some(#s{waiting = Waiting, bucket = Bucket} = S) ->
    Now = jobs_clock:now_ms(),
    maybe
        {_, #{id := Id} = Job, Rest} ?= jobs_heap:take(Waiting),
        {ok, Bucket1} ?= jobs_bucket:take(Now, Bucket),
        {ok, Worker} = jobs_worker_sup:start_worker(self(), Job),
        Mon = monitor(process, Worker),
        ok = jobs_worker:go(Worker),
        Stats = jobs_stats:sample(waited, Now - maps:get(since, Job), jobs_stats:count(started, S#s.stats)),
        start_some(S#s{waiting = Rest, bucket = Bucket1, running = (S#s.running)#{Id => {Worker, Mon, Job}}, stats = Stats})
    else
        empty -> S;
        {wait, _, Bucket2} when S#s.waker -> S#s{bucket = Bucket2};
        {wait, Ms, Bucket2} ->
            ok = jobs_clock:send_after(Ms, tokens),
            count(limited, S#s{bucket = Bucket2, waker = true})
    end.

finished(#{id := Id}, {ok, Value}, S) -> settle(Id, {ok, Value}, count(succeeded, S));
finished(#{id := Id} = Job, {give_up, Why}, #s{dead = Dead} = S) ->
    settle(Id, {error, Why}, count(given_up, S#s{dead = Dead#{Id => {Job, Why}}}));
finished(#{id := Id, attempt := Attempt, attempts := Attempts} = Job, {retry, Why}, #s{dead = Dead} = S) when Attempt >= Attempts ->
    settle(Id, {error, Why}, count(exhausted, S#s{dead = Dead#{Id => {Job, Why}}}));
finished(#{id := Id, attempt := Attempt} = Job, {retry, _}, #s{backoff = Policy} = S) ->
    Delay = jobs_backoff:delay(Id, Attempt, Policy),
    Stats = jobs_stats:sample(backoff, Delay, S#s.stats),
    enter(Job#{attempt => Attempt + 1, since => jobs_clock:now_ms() + Delay}, Delay, count(retried, S#s{stats = Stats})).

settle(Id, Result, #s{results = Results} = S) ->
    case Results of
        #{Id := {waiting, Froms}} -> lists:foreach(fun(From) -> gen_server:reply(From, Result) end, Froms);
        _ -> ok
    end,
    S#s{results = Results#{Id => {known, Result}}}.

count(Name, #s{stats = Stats} = S) -> S#s{stats = jobs_stats:count(Name, Stats)}.
