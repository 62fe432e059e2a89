%% A circuit breaker: after a number of failures in a row calls are refused at once for a while; then one is let through, and
%% how that goes decides.
-module(agents_breaker).
-behaviour(gen_statem).
-export([start_link/1, ask/0, report/1, state/0]).
-export([init/1, callback_mode/0, closed/3, open/3, half_open/3]).

-record(b, {failures = 0, max, cool_down, trips = 0}).

start_link(#{failures := Max, cool_down := CoolDown}) ->
    gen_statem:start_link({local, ?MODULE}, ?MODULE, #b{max = Max, cool_down = CoolDown}, []).

-doc "May the backend be called?".
-spec ask() -> ok | {error, circuit_open}.
ask() -> gen_statem:call(?MODULE, ask).

-doc "Tells how a call went.".
-spec report(ok | failed) -> ok.
report(Result) -> gen_statem:call(?MODULE, {report, Result}).

state() -> gen_statem:call(?MODULE, state).

callback_mode() -> state_functions.

init(B) -> {ok, closed, B}.

closed({call, From}, ask, _) -> {keep_state_and_data, {reply, From, ok}};
closed({call, From}, {report, ok}, B) -> {keep_state, B#b{failures = 0}, {reply, From, ok}};
closed({call, From}, {report, failed}, #b{failures = N, max = Max} = B) when N + 1 >= Max -> trip(From, B);
closed({call, From}, {report, failed}, #b{failures = N} = B) -> {keep_state, B#b{failures = N + 1}, {reply, From, ok}};
closed({call, From}, state, B) -> shown(closed, From, B).

open(state_timeout, cooled, B) -> {next_state, half_open, B#b{failures = 0}};
open({call, From}, ask, _) -> {keep_state_and_data, {reply, From, {error, circuit_open}}};
open({call, From}, {report, _}, _) -> {keep_state_and_data, {reply, From, ok}};
open({call, From}, state, B) -> shown(open, From, B).

%% the first that asks is the probe; others wait for its result
half_open({call, From}, ask, #b{failures = 0} = B) -> {keep_state, B#b{failures = 1}, {reply, From, ok}};
half_open({call, _}, ask, _) -> {keep_state_and_data, postpone};
half_open({call, From}, {report, ok}, B) -> {next_state, closed, B#b{failures = 0}, {reply, From, ok}};
half_open({call, From}, {report, failed}, B) -> trip(From, B);
half_open({call, From}, state, B) -> shown(half_open, From, B).

trip(From, #b{cool_down = Ms, trips = Trips} = B) ->
    {next_state, open, B#b{trips = Trips + 1}, [{reply, From, ok}, {state_timeout, Ms, cooled}]}.

shown(State, From, #b{trips = Trips}) -> {keep_state_and_data, {reply, From, {State, Trips}}}.
