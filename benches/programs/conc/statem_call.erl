%% Calls to a gen_statem that changes its state with each.
-module(statem_call).
-export([run/0]).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, open/3, closed/3]).
run() ->
    {ok, Pid} = gen_statem:start_link(?MODULE, 0, []),
    R = loop(20000, Pid, 0),
    gen_statem:stop(Pid),
    R.
loop(0, _, R) -> R;
loop(N, Pid, _) -> loop(N - 1, Pid, gen_statem:call(Pid, {push, N})).
init(S) -> {ok, closed, S}.
callback_mode() -> state_functions.
closed({call, From}, {push, N}, S) -> {next_state, open, S + N, [{reply, From, S + N}]}.
open({call, From}, {push, N}, S) -> {next_state, closed, S - N, [{reply, From, S - N}]}.
