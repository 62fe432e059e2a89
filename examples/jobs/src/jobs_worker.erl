%% Runs one job and tells the queue how it went. A job that crashes takes only its worker with it.
-module(jobs_worker).
-export([start_link/2, go/1, init/2]).

start_link(Queue, Job) -> proc_lib:start_link(?MODULE, init, [Queue, Job]).

-doc "Lets a worker begin, once whoever started it watches it.".
go(Worker) ->
    Worker ! go,
    ok.

init(Queue, #{id := Id, work := Work} = Job) ->
    proc_lib:init_ack({ok, self()}),
    proc_lib:set_label({job, Id}),
    receive go -> ok end,
    Result = try work(Work, maps:get(attempt, Job)) of
        Value -> {ok, Value}
    catch
        throw:{give_up, Why} -> {give_up, Why};
        throw:Why -> {retry, Why}
    end,
    jobs_queue:done(Queue, Id, self(), Result).

work(Fun, _) when is_function(Fun, 0) -> Fun();
work(Fun, Attempt) when is_function(Fun, 1) -> Fun(Attempt);
work({M, F, A}, _) -> apply(M, F, A).
