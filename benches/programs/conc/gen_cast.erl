%% Casts in batches, a call after each: the cost of a cast and of what the server does with it.
-module(gen_cast).
-export([run/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).
run() ->
    {ok, Pid} = gen_server:start_link(?MODULE, 0, []),
    R = loop(300, Pid, 0),
    gen_server:stop(Pid),
    R.
loop(0, _, R) -> R;
loop(N, Pid, _) ->
    cast(100, Pid),
    loop(N - 1, Pid, gen_server:call(Pid, get)).
cast(0, _) -> ok;
cast(N, Pid) ->
    gen_server:cast(Pid, {add, N}),
    cast(N - 1, Pid).
init(S) -> {ok, S}.
handle_call(get, _From, S) -> {reply, S, S}.
handle_cast({add, N}, S) -> {noreply, S + N}.
