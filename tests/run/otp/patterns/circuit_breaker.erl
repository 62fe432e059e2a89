%% A state machine that opens after failures, waits, tries once half open, and closes again.
-module(circuit_breaker).
-export([main/0]).
-export([init/1, callback_mode/0, closed/3, open/3, half_open/3]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> [state_functions, state_enter].
init({Max, Wait, To}) -> {ok, closed, #{max => Max, wait => Wait, fails => 0, to => To}}.
closed(enter, Old, #{to := To} = D) -> To ! {Old, closed}, {keep_state, D#{fails := 0}};
closed({call, F}, {run, Fun}, #{fails := N, max := Max} = D) -> case attempt(Fun) of {ok, _} = R -> {keep_state, D#{fails := 0}, {reply, F, R}}; R when N + 1 >= Max -> {next_state, open, D, {reply, F, R}}; R -> {keep_state, D#{fails := N + 1}, {reply, F, R}} end;
closed({call, F}, state, D) -> {keep_state, D, {reply, F, {closed, maps:get(fails, D)}}}.
open(enter, Old, #{to := To, wait := W}) -> To ! {Old, open}, {keep_state_and_data, {state_timeout, W, retry}};
open(state_timeout, retry, D) -> {next_state, half_open, D};
open({call, F}, {run, _}, _) -> {keep_state_and_data, {reply, F, refused}};
open({call, F}, state, _) -> {keep_state_and_data, {reply, F, open}};
open(cast, reset, D) -> {next_state, closed, D}.
half_open(enter, Old, #{to := To}) -> To ! {Old, half_open}, keep_state_and_data;
half_open({call, F}, {run, Fun}, D) -> case attempt(Fun) of {ok, _} = R -> {next_state, closed, D, {reply, F, R}}; R -> {next_state, open, D, {reply, F, R}} end;
half_open({call, F}, state, _) -> {keep_state_and_data, {reply, F, half_open}}.
attempt(F) -> try {ok, F()} catch C:R -> {C, R} end.

main() ->
    {ok, P} = gen_statem:start(?MODULE, {3, 20, self()}, []), Run = fun(F) -> gen_statem:call(P, {run, F}) end, St = fun() -> gen_statem:call(P, state) end, Ok = fun() -> fine end, Bad = fun() -> error(down) end, Get = fun() -> receive {_, _} = X -> X after 5000 -> none end end,
    show("start", Get()), show("ok", Run(Ok)), show("fail", [Run(Bad), St(), Run(Bad), Run(Ok), St()]), show("open", [Run(Bad), Run(fun() -> exit(x) end), Run(fun() -> throw(y) end), Run(Ok), St()]), show("to open", Get()), show("half", Get()), show("retry fails", [St(), Run(Bad)]), show("open again", [Get(), Run(Ok)]), show("half again", Get()), show("recovers", [Run(Ok), Get(), St()]), [Run(Bad) || _ <- [1, 2, 3]], show("open", Get()), gen_statem:cast(P, reset), show("reset", [Get(), St(), Run(Ok)]), gen_statem:stop(P), ok.
