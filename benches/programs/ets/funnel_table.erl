%% One shared lookup table served to a thousand reading processes, through a table.
-module(funnel_table).
-export([run/0, init/1, handle_call/3, handle_cast/2]).
-behaviour(gen_server).
-define(READERS, 1000).
-define(EACH, 40).
run() ->
    {ok, Server} = gen_server:start_link(?MODULE, [], []),
    T = gen_server:call(Server, table),
    Self = self(),
    Ps = [spawn_link(fun() -> read(?EACH, Server, T, I), Self ! {done, self()} end) || I <- lists:seq(1, ?READERS)],
    [receive {done, P} -> ok end || P <- Ps],
    gen_server:stop(Server),
    ?READERS * ?EACH.
read(0, _, _, _) -> ok;
read(N, Server, T, K) ->
    _ = {Server, T},
    [{_, {value, K}}] = ets:lookup(T, K rem 10000),
    read(N - 1, Server, T, (K + 617) rem 10000).
init([]) ->
    T = ets:new(t, [set, protected]),
    ets:insert(T, [{K, {value, K}} || K <- lists:seq(0, 9999)]),
    {ok, {T, maps:from_list(ets:tab2list(T))}}.
handle_call(table, _From, {T, _} = S) -> {reply, T, S};
handle_call({get, K}, _From, {_, M} = S) -> {reply, maps:get(K, M), S}.
handle_cast(_, S) -> {noreply, S}.
