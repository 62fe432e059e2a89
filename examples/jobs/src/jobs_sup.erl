%% The clock first, then workers, then the queue that uses both. If one of the first two goes, so do those after it.
-module(jobs_sup).
-behaviour(supervisor).
-export([start_link/1, init/1]).

start_link(Options) -> supervisor:start_link({local, ?MODULE}, ?MODULE, Options).

init(Options) ->
    Children = [#{id => clock, start => {jobs_clock, start_link, [maps:get(clock, Options, real)]}},
                #{id => workers, start => {jobs_worker_sup, start_link, []}, type => supervisor},
                #{id => queue, start => {jobs_queue, start_link, [Options]}}],
    {ok, {#{strategy => rest_for_one, intensity => 3, period => 10}, Children}}.
