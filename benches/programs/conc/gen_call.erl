-module(gen_call).
-export([run/0]).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).
run() ->
    {ok, Pid} = gen_server:start_link(?MODULE, 0, []),
    R = loop(30000, Pid, 0),
    gen_server:stop(Pid),
    R.
loop(0, _, R) -> R;
loop(N, Pid, _) -> loop(N - 1, Pid, gen_server:call(Pid, {add, N})).
init(S) -> {ok, S}.
handle_call({add, N}, _From, S) -> {reply, S + N, S + N}.
handle_cast(_, S) -> {noreply, S}.
