%% Limiter, breaker and backend stand by themselves; sessions come last and outlive a crash of any of them.
-module(agents_sup).
-behaviour(supervisor).
-export([start_link/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    ok = agents_trace:new(),
    {ok, Rate} = application:get_env(agents, rate),
    {ok, Breaker} = application:get_env(agents, breaker),
    Children = [#{id => limiter, start => {agents_limiter, start_link, [Rate]}},
                #{id => breaker, start => {agents_breaker, start_link, [Breaker]}},
                #{id => backend, start => {agents_backend, start_link, []}},
                #{id => sessions, start => {agents_session_sup, start_link, []}, type => supervisor}],
    {ok, {#{strategy => one_for_one, intensity => 20, period => 1}, Children}}.
