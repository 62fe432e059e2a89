%% Casts to a gen_statem that changes its state with each, in batches, a call after each batch.
-module(statem_cast).
-export([run/0]).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, handle_event/4]).
run() ->
    {ok, Pid} = gen_statem:start_link(?MODULE, 0, []),
    R = loop(200, Pid, 0),
    gen_statem:stop(Pid),
    R.
loop(0, _, R) -> R;
loop(N, Pid, _) ->
    cast(100, Pid),
    loop(N - 1, Pid, gen_statem:call(Pid, get)).
cast(0, _) -> ok;
cast(N, Pid) ->
    gen_statem:cast(Pid, {push, N}),
    cast(N - 1, Pid).
init(S) -> {ok, closed, S}.
callback_mode() -> handle_event_function.
handle_event({call, From}, get, _, S) -> {keep_state_and_data, [{reply, From, S}]};
handle_event(cast, {push, N}, closed, S) -> {next_state, open, S + N};
handle_event(cast, {push, N}, open, S) -> {next_state, closed, S - N + 1}.
