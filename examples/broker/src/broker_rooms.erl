%% Which rooms there are. Rooms are made when somebody first enters them; their names lie in a table that all may read.
-module(broker_rooms).
-behaviour(gen_server).
-export([start_link/0, enter/2, find/1, names/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-define(TABLE, ?MODULE).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

-doc "The room of a name, made if need be, with the caller in it.".
enter(Name, Nick) ->
    Room = case find(Name) of
        {ok, Pid} -> Pid;
        error -> gen_server:call(?MODULE, {make, Name})
    end,
    try broker_room:join(Room, Nick) of
        {ok, Members} -> {ok, Room, Members};
        {error, _} = Error -> Error
    catch
        %% it just closed for want of members
        exit:{Gone, _} when Gone =:= noproc; Gone =:= normal -> enter(Name, Nick)
    end.

find(Name) ->
    case ets:lookup(?TABLE, Name) of
        [{_, Pid}] ->
            case is_process_alive(Pid) of
                true -> {ok, Pid};
                false -> error
            end;
        [] -> error
    end.

names() -> lists:sort([Name || {Name, _} <- ets:tab2list(?TABLE)]).

init([]) ->
    ets:new(?TABLE, [named_table, protected, {read_concurrency, true}]),
    {ok, #{}}.

handle_call({make, Name}, _From, Mons) ->
    case find(Name) of
        {ok, Pid} -> {reply, Pid, Mons};
        error ->
            {ok, Pid} = broker_room_sup:start_room(Name),
            ets:insert(?TABLE, {Name, Pid}),
            {reply, Pid, Mons#{monitor(process, Pid) => Name}}
    end.

handle_cast(_, Mons) -> {noreply, Mons}.

handle_info({'DOWN', Mon, process, Pid, _}, Mons) ->
    {Name, Left} = maps:take(Mon, Mons),
    %% a new room of that name may be there already
    ets:delete_object(?TABLE, {Name, Pid}),
    {noreply, Left}.
