%% A session: ready, or busy with one question while others wait in line. The work is done by a helper process, so that the
%% session always answers, and a question can be cancelled. A session that nobody uses for long ends.
-module(agents_session).
-behaviour(gen_statem).
-export([start_link/2, ask/2, ask/3, cancel/1, history/1, status/1]).
-export([init/1, callback_mode/0, terminate/3, ready/3, busy/3]).

-record(d, {name, options, log, helper = none, asked = 0}).

start_link(Name, Options) -> gen_statem:start_link(?MODULE, {Name, Options}, []).

ask(Session, Question) -> ask(Session, Question, #{}).

-doc "Asks a question: text, or {tool, Name, Text}.".
-spec ask(pid(), binary() | {tool, binary(), binary()}, map()) -> {ok, term()} | {error, term()}.
ask(Session, Question, Options) ->
    try gen_statem:call(Session, {ask, Question, Options})
    catch
        exit:{Reason, _} -> {error, {session_ended, Reason}}
    end.

-doc "Gives up the question under way.".
cancel(Session) -> gen_statem:call(Session, cancel).

history(Session) -> gen_statem:call(Session, history).

status(Session) -> gen_statem:call(Session, status).

callback_mode() -> [state_functions, state_enter].

init({Name, Options}) ->
    process_flag(trap_exit, true),
    {ok, ready, #d{name = Name, options = Options, log = agents_log:new(maps:get(history, Options, 50))}}.

terminate(_Reason, _State, #d{helper = none}) -> ok;
terminate(_Reason, _State, #d{helper = {Pid, From}}) ->
    exit(Pid, kill),
    gen_statem:reply(From, {error, session_ended}).

ready(enter, _, #d{options = Options}) -> {keep_state_and_data, {state_timeout, maps:get(idle, Options, infinity), idle}};
ready(state_timeout, idle, _) -> {stop, normal};
ready({call, From}, {ask, {tool, Tool, Text}, _}, D) ->
    Result = agents_tools:run(Tool, Text),
    agents_trace:count(tools),
    {keep_state, said(tool, Result, said(user, {Tool, Text}, D)), [{reply, From, Result}, {state_timeout, idle_time(D), idle}]};
ready({call, From}, {ask, Question, Options}, #d{name = Name, options = Defaults, asked = N} = D) ->
    agents_trace:count(asked),
    All = maps:merge(Defaults, Options),
    Helper = spawn_link(fun() -> exit({answer, agents_call:run(Name, {complete, Question}, All)}) end),
    {next_state, busy, (said(user, Question, D))#d{helper = {Helper, From}, asked = N + 1}};
ready({call, From}, cancel, _) -> {keep_state_and_data, {reply, From, {error, not_busy}}};
ready(Type, Content, D) -> common(ready, Type, Content, D).

busy(enter, _, _) -> keep_state_and_data;
busy({call, _}, {ask, _, _}, _) -> {keep_state_and_data, postpone};
busy({call, From}, cancel, #d{helper = {Helper, Asker}} = D) ->
    unlink(Helper),
    exit(Helper, kill),
    agents_trace:count(cancelled),
    {next_state, ready, said(system, cancelled, D#d{helper = none}), [{reply, From, ok}, {reply, Asker, {error, cancelled}}]};
busy(info, {'EXIT', Helper, Reason}, #d{helper = {Helper, From}} = D) ->
    {Reply, D1} = outcome(Reason, D#d{helper = none}),
    {next_state, ready, D1, {reply, From, Reply}};
busy(Type, Content, D) -> common(busy, Type, Content, D).

common(_, {call, From}, history, #d{log = Log}) -> {keep_state_and_data, {reply, From, agents_log:to_list(Log)}};
common(State, {call, From}, status, #d{name = Name, asked = N, log = Log}) ->
    {keep_state_and_data, {reply, From, #{name => Name, state => State, asked => N, dropped => agents_log:dropped(Log)}}};
common(_, info, {'EXIT', _, _}, _) -> keep_state_and_data.

outcome({answer, {ok, Answer, Attempts}}, D) ->
    agents_trace:count(answered),
    agents_trace:count(retries, Attempts - 1),
    {{ok, Answer}, said(backend, Answer, D)};
outcome({answer, {error, Why, Attempts}}, D) ->
    agents_trace:count(failed),
    agents_trace:count(retries, Attempts - 1),
    {{error, Why}, said(system, Why, D)};
outcome(Crash, D) ->
    agents_trace:count(failed),
    {{error, {helper_crashed, Crash}}, said(system, Crash, D)}.

said(Who, What, #d{log = Log} = D) -> D#d{log = agents_log:add(Who, What, Log)}.

idle_time(#d{options = Options}) -> maps:get(idle, Options, infinity).
