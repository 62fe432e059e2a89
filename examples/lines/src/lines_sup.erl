%% The store and the connections: if the store goes, its clients go with it, for what they know is gone.
-module(lines_sup).
-behaviour(supervisor).
-export([start_link/0, connect/2, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, top).

connect(Owner, Options) -> supervisor:start_child(lines_conn_sup, [Owner, Options]).

init(top) ->
    Connections = {supervisor, start_link, [{local, lines_conn_sup}, ?MODULE, connections]},
    {ok, {#{strategy => rest_for_one},
          [#{id => store, start => {lines_store, start_link, []}}, #{id => connections, start => Connections, type => supervisor}]}};
init(connections) ->
    {ok, {#{strategy => simple_one_for_one}, [#{id => conn, start => {lines_conn, start_link, []}, restart => temporary}]}}.
