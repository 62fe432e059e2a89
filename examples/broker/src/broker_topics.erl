%% Subscriptions to topics. Publishing walks the tree in the publisher's own process: the tree is read from a table.
-module(broker_topics).
-behaviour(gen_server).
-export([start_link/0, subscribe/2, unsubscribe/2, publish/2, retained/1, count/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-define(TABLE, ?MODULE).

-record(s, {trie = broker_trie:new(), clients = #{} :: #{pid() => {reference(), [broker_filter:filter()]}}}).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

-doc "Subscribes a client: it gets {published, Topic, Message}, first what topics have kept.".
subscribe(Client, Filter) -> gen_server:call(?MODULE, {subscribe, Client, Filter}).

unsubscribe(Client, Filter) -> gen_server:call(?MODULE, {unsubscribe, Client, Filter}).

-doc "Sends a message to all whose filters match; with `retain' it is kept for those who come later.".
publish(Topic, Message) ->
    [{trie, Trie}] = ets:lookup(?TABLE, trie),
    case Message of
        #{retain := true} -> gen_server:call(?MODULE, {retain, Topic, Message});
        _ -> ok
    end,
    Clients = broker_trie:find(Topic, Trie),
    lists:foreach(fun(C) -> C ! {published, Topic, Message} end, Clients),
    length(Clients).

retained(Filter) -> lists:sort([{T, M} || {{retained, T}, M} <- ets:tab2list(?TABLE), broker_filter:matches(Filter, T)]).

count() ->
    [{trie, Trie}] = ets:lookup(?TABLE, trie),
    broker_trie:size(Trie).

init([]) ->
    ets:new(?TABLE, [named_table, protected, {read_concurrency, true}]),
    {ok, shown(#s{})}.

handle_call({subscribe, Client, Filter}, _From, #s{trie = Trie, clients = Clients} = S) ->
    {Mon, Filters} = case Clients of
        #{Client := Known} -> Known;
        _ -> {monitor(process, Client), []}
    end,
    [Client ! {published, T, M} || {T, M} <- retained(Filter)],
    {reply, ok, shown(S#s{trie = broker_trie:add(Filter, Client, Trie), clients = Clients#{Client => {Mon, lists:usort([Filter | Filters])}}})};
handle_call({unsubscribe, Client, Filter}, _From, #s{trie = Trie, clients = Clients} = S) ->
    case Clients of
        #{Client := {Mon, Filters}} ->
            Left = lists:delete(Filter, Filters),
            Clients1 = case Left of
                [] -> demonitor(Mon, [flush]), maps:remove(Client, Clients);
                _ -> Clients#{Client := {Mon, Left}}
            end,
            {reply, ok, shown(S#s{trie = broker_trie:remove(Filter, Client, Trie), clients = Clients1})};
        _ -> {reply, ok, S}
    end;
handle_call({retain, Topic, #{body := ~""}}, _From, S) ->
    ets:delete(?TABLE, {retained, Topic}),
    {reply, ok, S};
handle_call({retain, Topic, Message}, _From, S) ->
    ets:insert(?TABLE, {{retained, Topic}, Message}),
    {reply, ok, S}.

handle_cast(_, S) -> {noreply, S}.

handle_info({'DOWN', _, process, Client, _}, #s{trie = Trie, clients = Clients} = S) ->
    {{_, Filters}, Left} = maps:take(Client, Clients),
    Trie1 = lists:foldl(fun(F, T) -> broker_trie:remove(F, Client, T) end, Trie, Filters),
    {noreply, shown(S#s{trie = Trie1, clients = Left})}.

shown(#s{trie = Trie} = S) ->
    ets:insert(?TABLE, {trie, Trie}),
    S.
