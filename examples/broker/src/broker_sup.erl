-module(broker_sup).
-behaviour(supervisor).
-export([start_link/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

%% The rooms' registry knows the rooms: when it goes, they go too.
init([]) ->
    Rooms = #{id => rooms_sup, start => {supervisor, start_link, [{local, broker_chat_sup}, ?MODULE, chat]}, type => supervisor},
    Topics = #{id => topics, start => {broker_topics, start_link, []}},
    {ok, {#{strategy => one_for_one}, [Topics, Rooms]}};
init(chat) ->
    {ok, {#{strategy => one_for_all}, [#{id => rooms, start => {broker_room_sup, start_link, []}, type => supervisor},
                                       #{id => registry, start => {broker_rooms, start_link, []}}]}}.
