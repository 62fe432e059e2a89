-module(jobs_worker_sup).
-behaviour(supervisor).
-export([start_link/0, start_worker/2, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

start_worker(Queue, Job) -> supervisor:start_child(?MODULE, [Queue, Job]).

init([]) ->
    Worker = #{id => worker, start => {jobs_worker, start_link, []}, restart => temporary, shutdown => 500},
    {ok, {#{strategy => simple_one_for_one}, [Worker]}}.
