%% How long to wait before another attempt: twice as long each time, up to a limit, spread by a hash of the job so that jobs
%% which failed together do not all come back together.
-module(jobs_backoff).
-export([delay/2, delay/3]).

-type policy() :: #{base => pos_integer(), limit => pos_integer(), spread => 0..100}.
-export_type([policy/0]).

-define(DEFAULT, #{base => 100, limit => 5000, spread => 20}).

-spec delay(term(), pos_integer()) -> pos_integer().
delay(Job, Attempt) -> delay(Job, Attempt, #{}).

-doc "The delay in milliseconds after an attempt, the first being 1.".
-spec delay(term(), pos_integer(), policy()) -> pos_integer().
delay(Job, Attempt, Policy) ->
    #{base := Base, limit := Limit, spread := Spread} = maps:merge(?DEFAULT, Policy),
    Plain = min(Limit, Base bsl min(Attempt - 1, 30)),
    Plain + Plain * Spread * erlang:phash2({Job, Attempt}, 101) div 10000.
