-module(agents_session_sup).
-behaviour(supervisor).
-export([start_link/0, open/2, count/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

open(Name, Options) -> supervisor:start_child(?MODULE, [Name, Options]).

count() -> proplists:get_value(active, supervisor:count_children(?MODULE)).

init([]) ->
    Session = #{id => session, start => {agents_session, start_link, []}, restart => temporary, shutdown => 1000},
    {ok, {#{strategy => simple_one_for_one}, [Session]}}.
