-module(broker_room_sup).
-behaviour(supervisor).
-export([start_link/0, start_room/1, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

start_room(Name) ->
    Options = maps:from_list([{K, element(2, application:get_env(broker, K))} || K <- [history, max_queue, room_idle]]),
    supervisor:start_child(?MODULE, [Name, Options]).

init([]) -> {ok, {#{strategy => simple_one_for_one}, [#{id => room, start => {broker_room, start_link, []}, restart => temporary}]}}.
