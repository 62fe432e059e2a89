%% The generic state machine behaviour.
%%
%% A machine's events wait in a list of their own: inserted events and retried postponed ones first, then zero
%% time-outs, then the mailbox. Running time-outs are a map from type to timer and message.
-module(gen_statem).
-export([start/3, start/4, start_link/3, start_link/4, start_monitor/3, start_monitor/4, stop/1, stop/3]).
-export([call/2, call/3, cast/2, reply/1, reply/2]).
-export([send_request/2, send_request/4, wait_response/1, wait_response/2, wait_response/3, receive_response/1,
         receive_response/2, receive_response/3, check_response/2, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([enter_loop/4, enter_loop/5, enter_loop/6, init_it/6, wakeup_from_hibernate/3]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2,
         format_status/2]).
-export([format_log/1, format_log/2]).

-export_type([event_type/0, from/0, reply_tag/0, callback_mode/0, callback_mode_result/0, state/0, state_name/0, data/0,
              action/0, enter_action/0, reply_action/0, timeout_action/0, init_result/1, init_result/2,
              event_handler_result/1, event_handler_result/2, state_enter_result/1, state_enter_result/2,
              event_content/0, server_name/0, server_ref/0, start_opt/0, start_ret/0, start_mon_ret/0, enter_loop_opt/0,
              request_id/0, request_id_collection/0, response_timeout/0, format_status/0, transition_option/0,
              event_timeout/0, generic_timeout/0, state_timeout/0, timeout_option/0, timeout_event_type/0, postpone/0,
              hibernate/0, state_enter/0, external_event_type/0, state_callback_result/1, state_callback_result/2,
              timeout_cancel_action/0, timeout_update_action/0, old_state_or_state/0]).

-type from() :: {To :: pid(), Tag :: reply_tag()}.
-opaque reply_tag() :: gen:reply_tag().
-type state() :: state_name() | term().
-type state_name() :: atom().
-type data() :: term().
-type event_type() :: external_event_type() | timeout_event_type() | internal.
-type external_event_type() :: {call, From :: from()} | cast | info.
-type timeout_event_type() :: timeout | {timeout, Name :: term()} | state_timeout.
-type event_content() :: term().
-type callback_mode_result() :: callback_mode() | [callback_mode() | state_enter()].
-type callback_mode() :: state_functions | handle_event_function.
-type state_enter() :: state_enter.
-type transition_option() :: postpone() | hibernate() | event_timeout() | generic_timeout() | state_timeout().
-type postpone() :: boolean().
-type hibernate() :: boolean().
-type event_timeout() :: timeout() | integer().
-type generic_timeout() :: timeout() | integer().
-type state_timeout() :: timeout() | integer().
-type timeout_option() :: {abs, Abs :: boolean()}.
-type action() :: postpone | {postpone, postpone()} | {next_event, event_type(), event_content()}
    | {change_callback_module, module()} | {push_callback_module, module()} | pop_callback_module | enter_action().
-type enter_action() :: hibernate | {hibernate, hibernate()} | timeout_action() | reply_action().
-type timeout_action() :: event_timeout() | {timeout, event_timeout(), event_content()}
    | {timeout, event_timeout(), event_content(), timeout_option() | [timeout_option()]}
    | {{timeout, term()}, generic_timeout(), event_content()}
    | {{timeout, term()}, generic_timeout(), event_content(), timeout_option() | [timeout_option()]}
    | {state_timeout, state_timeout(), event_content()}
    | {state_timeout, state_timeout(), event_content(), timeout_option() | [timeout_option()]}
    | timeout_cancel_action() | timeout_update_action().
-type timeout_cancel_action() :: {timeout, cancel} | {{timeout, term()}, cancel} | {state_timeout, cancel}.
-type timeout_update_action() :: {timeout, update, event_content()} | {{timeout, term()}, update, event_content()}
    | {state_timeout, update, event_content()}.
-type reply_action() :: {reply, From :: from(), Reply :: term()}.
-type old_state_or_state() :: term().
-type init_result(StateType) :: init_result(StateType, term()).
-type init_result(StateType, DataType) :: {ok, StateType, DataType} | {ok, StateType, DataType, [action()] | action()}
    | ignore | {stop, term()} | {error, term()}.
-type state_enter_result(State) :: state_enter_result(State, term()).
-type state_enter_result(State, DataType) :: {next_state, State, DataType}
    | {next_state, State, DataType, [enter_action()] | enter_action()} | state_callback_result(enter_action(), DataType).
-type event_handler_result(StateType) :: event_handler_result(StateType, term()).
-type event_handler_result(StateType, DataType) :: {next_state, StateType, DataType}
    | {next_state, StateType, DataType, [action()] | action()} | state_callback_result(action(), DataType).
-type state_callback_result(ActionType) :: state_callback_result(ActionType, term()).
-type state_callback_result(ActionType, DataType) :: {keep_state, DataType}
    | {keep_state, DataType, [ActionType] | ActionType} | keep_state_and_data
    | {keep_state_and_data, [ActionType] | ActionType} | {repeat_state, DataType}
    | {repeat_state, DataType, [ActionType] | ActionType} | repeat_state_and_data
    | {repeat_state_and_data, [ActionType] | ActionType} | stop | {stop, term()} | {stop, term(), DataType}
    | {stop_and_reply, term(), [reply_action()] | reply_action()}
    | {stop_and_reply, term(), [reply_action()] | reply_action(), DataType}.
-type server_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type server_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type start_opt() :: {timeout, timeout()} | {spawn_opt, [proc_lib:start_spawn_option()]} | enter_loop_opt().
-type enter_loop_opt() :: {hibernate_after, timeout()} | {debug, [sys:debug_option()]}.
-type start_ret() :: {ok, pid()} | ignore | {error, term()}.
-type start_mon_ret() :: {ok, {pid(), reference()}} | ignore | {error, term()}.
-type request_id() :: gen:request_id().
-type request_id_collection() :: gen:request_id_collection().
-type response_timeout() :: timeout() | {abs, integer()}.
-type format_status() :: #{state => term(), data => term(), reason => term(), queue => list(), postponed => list(),
                           timeouts => list(), log => list()}.

-callback init(Args :: term()) -> init_result(state()).
-callback callback_mode() -> callback_mode_result().
-callback state_name(enter, OldStateName :: state_name(), Data :: data()) -> state_enter_result(state_name);
                    (event_type(), EventContent :: event_content(), Data :: data()) -> event_handler_result(state_name()).
-callback handle_event(enter, OldState :: state(), CurrentState, data()) -> state_enter_result(CurrentState);
                      (event_type(), EventContent :: event_content(), CurrentState :: state(), data()) ->
    event_handler_result(state()).
-callback terminate(Reason :: term(), CurrentState :: state(), data()) -> any().
-callback code_change(OldVsn :: term() | {down, term()}, OldState :: state(), OldData :: data(), Extra :: term()) ->
    {ok, NewState :: state(), NewData :: data()} | (Reason :: term()).
-callback format_status(StatusOption, [PDict | term()]) -> Status :: term() when
      StatusOption :: normal | terminate, PDict :: [{term(), term()}].
-callback format_status(Status :: format_status()) -> format_status().
-optional_callbacks([format_status/1, format_status/2, terminate/3, code_change/4, state_name/3, handle_event/4]).

%% What rarely changes.
-record(params, {parent, name, modules, mode = state_functions, enter = false, hibernate_after = infinity}).

%% What a machine handles when it enters its first state; never postponed.
-define(INIT_EVENT, {internal, init_state}).

%% What changes with events. Events and postponed are {Type, Content}; postponed has the newest first; zero holds
%% the types of zero time-outs in the order of their start.
-record(st, {state, data, events = [], postponed = [], timers = #{}, zero = [], hibernate = false}).

%% ---------------------------------------------------------------------------------------------------------
%% Starting, stopping, calling

-doc "Starts a state machine without a link.".
start(Mod, Args, Options) when is_atom(Mod), is_list(Options) -> gen:start(?MODULE, nolink, Mod, Args, Options);
start(Mod, Args, Options) -> error(badarg, [Mod, Args, Options]).

start(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, nolink, Name, Mod, Args, Options);
start(Name, Mod, Args, Options) -> error(badarg, [Name, Mod, Args, Options]).

-doc "Starts a state machine linked to the caller.".
start_link(Mod, Args, Options) when is_atom(Mod), is_list(Options) -> gen:start(?MODULE, link, Mod, Args, Options);
start_link(Mod, Args, Options) -> error(badarg, [Mod, Args, Options]).

start_link(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, link, Name, Mod, Args, Options);
start_link(Name, Mod, Args, Options) -> error(badarg, [Name, Mod, Args, Options]).

-doc "Starts a state machine monitored by the caller.".
start_monitor(Mod, Args, Options) when is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, monitor, Mod, Args, Options);
start_monitor(Mod, Args, Options) -> error(badarg, [Mod, Args, Options]).

start_monitor(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, monitor, Name, Mod, Args, Options);
start_monitor(Name, Mod, Args, Options) -> error(badarg, [Name, Mod, Args, Options]).

-doc "Stops a state machine with reason normal.".
stop(Server) -> gen:stop(Server).

-doc "Stops a state machine.".
stop(Server, Reason, Timeout) -> gen:stop(Server, Reason, Timeout).

-doc "Sends an event that has no reply.".
cast(Server, Msg) when is_pid(Server) ->
    Server ! {'$gen_cast', Msg},
    ok;
cast({global, Name}, Msg) ->
    try global:send(Name, {'$gen_cast', Msg}) catch _:_ -> ok end,
    ok;
cast({via, Module, Name}, Msg) ->
    try Module:send(Name, {'$gen_cast', Msg}) catch _:_ -> ok end,
    ok;
cast({Name, Node} = Server, Msg) when is_atom(Name), is_atom(Node) -> send(Server, {'$gen_cast', Msg});
cast(Server, Msg) when is_atom(Server); is_pid(Server) -> send(Server, {'$gen_cast', Msg}).

send(Server, Msg) ->
    try Server ! Msg of
        _ -> ok
    catch
        _:_ -> ok
    end.

-doc "Makes a call and waits for the reply without limit.".
call(Server, Request) -> call(Server, Request, infinity).

-doc "Makes a call and waits for the reply.".
call(Server, Request, infinity = T) -> do_call(Server, Request, T, T);
call(Server, Request, {dirty_timeout, T} = Timeout) -> do_call(Server, Request, Timeout, T);
call(Server, Request, {clean_timeout, T} = Timeout) -> do_call(Server, Request, Timeout, T);
call(Server, Request, {_, _} = Timeout) -> error(badarg, [Server, Request, Timeout]);
call(Server, Request, Timeout) -> do_call(Server, Request, Timeout, Timeout).

do_call(Server, Request, Timeout, T) ->
    try gen:call(Server, '$gen_call', Request, T) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request, Timeout]}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, call, [Server, Request, Timeout]}})
    end.

-doc "Replies to a caller.".
reply({reply, From, Reply}) -> reply(From, Reply);
reply(Replies) when is_list(Replies) -> lists:foreach(fun({reply, From, Reply}) -> reply(From, Reply) end, Replies).

reply(From, Reply) -> gen:reply(From, Reply).

-define(badarg(Call, Args), try Call catch error:_ -> erlang:error(badarg, Args) end).
%% For collections: what is none leaves a function without a clause.
-define(bad(Call, Args), try Call catch error:badarg -> erlang:error(badarg, Args) end).

-doc "Sends a call without waiting; its reply is fetched by the identifier.".
send_request(Server, Request) -> ?bad(gen:send_request(Server, '$gen_call', Request), [Server, Request]).
send_request(Server, Request, Label, Ids) ->
    ?bad(gen:send_request(Server, '$gen_call', Request, Label, Ids), [Server, Request, Label, Ids]).

-doc "Waits for the reply of a request.".
wait_response(ReqId) -> ?badarg(gen:wait_response(ReqId, infinity), [ReqId]).
wait_response(ReqId, Timeout) -> ?badarg(gen:wait_response(ReqId, Timeout), [ReqId, Timeout]).
wait_response(Ids, Timeout, Delete) -> ?bad(gen:wait_response(Ids, Timeout, Delete), [Ids, Timeout, Delete]).

-doc "Waits for the reply of a request and abandons it at the timeout.".
receive_response(ReqId) -> ?badarg(gen:receive_response(ReqId, infinity), [ReqId]).
receive_response(ReqId, Timeout) -> ?badarg(gen:receive_response(ReqId, Timeout), [ReqId, Timeout]).
receive_response(Ids, Timeout, Delete) -> ?bad(gen:receive_response(Ids, Timeout, Delete), [Ids, Timeout, Delete]).

-doc "Whether a message is the reply of a request.".
check_response(Msg, ReqId) -> ?badarg(gen:check_response(Msg, ReqId), [Msg, ReqId]).
check_response(Msg, Ids, Delete) -> ?bad(gen:check_response(Msg, Ids, Delete), [Msg, Ids, Delete]).

reqids_new() -> gen:reqids_new().
reqids_size(Ids) -> ?badarg(gen:reqids_size(Ids), [Ids]).
reqids_add(ReqId, Label, Ids) -> ?badarg(gen:reqids_add(ReqId, Label, Ids), [ReqId, Label, Ids]).
reqids_to_list(Ids) -> ?badarg(gen:reqids_to_list(Ids), [Ids]).

%% ---------------------------------------------------------------------------------------------------------
%% Entering the loop

-doc "Makes the calling process a state machine.".
enter_loop(Mod, Opts, State, Data) -> enter_loop(Mod, Opts, State, Data, self()).

enter_loop(Mod, Opts, State, Data, Server) when is_pid(Server), Server =:= self() ->
    enter_loop(Mod, Opts, State, Data, Server, []);
enter_loop(Mod, Opts, State, Data, {Kind, _} = Server) when Kind =:= local; Kind =:= global ->
    enter_loop(Mod, Opts, State, Data, Server, []);
enter_loop(Mod, Opts, State, Data, {via, _, _} = Server) -> enter_loop(Mod, Opts, State, Data, Server, []);
enter_loop(Mod, Opts, State, Data, Actions) -> enter_loop(Mod, Opts, State, Data, self(), Actions).

enter_loop(Mod, Opts, State, Data, Server, Actions) when is_atom(Mod), is_list(Opts) ->
    Parent = gen:get_parent(),
    Name = gen:get_proc_name(Server),
    Debug = gen:debug_options(Name, Opts),
    enter(Parent, Debug, Mod, Name, gen:hibernate_after(Opts), State, Data, Actions).

-doc false.
init_it(Starter, self, Server, Mod, Args, Opts) -> init_it(Starter, self(), Server, Mod, Args, Opts);
init_it(Starter, Parent, Server, Mod, Args, Opts) ->
    Name = gen:name(Server),
    Debug = gen:debug_options(Name, Opts),
    Hibernate = gen:hibernate_after(Opts),
    try Mod:init(Args) of
        Result -> init_result(Starter, Parent, Server, Mod, Result, Name, Debug, Hibernate)
    catch
        throw:Result -> init_result(Starter, Parent, Server, Mod, Result, Name, Debug, Hibernate);
        Class:Reason:Stack ->
            gen:unregister_name(Server),
            Params = #params{parent = Parent, name = Name, modules = [Mod]},
            error_info(Class, Reason, Stack, Debug, Params, #st{state = undefined, data = undefined}, []),
            proc_lib:init_fail(Starter, {error, Reason}, {Class, Reason, Stack})
    end.

init_result(Starter, Parent, Server, Mod, Result, Name, Debug, Hibernate) ->
    case Result of
        {ok, State, Data} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            enter(Parent, Debug, Mod, Name, Hibernate, State, Data, []);
        {ok, State, Data, Actions} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            enter(Parent, Debug, Mod, Name, Hibernate, State, Data, Actions);
        {stop, Reason} ->
            gen:unregister_name(Server),
            proc_lib:init_fail(Starter, {error, Reason}, {exit, Reason});
        {error, Reason} ->
            gen:unregister_name(Server),
            proc_lib:init_fail(Starter, {error, Reason}, {exit, normal});
        ignore ->
            gen:unregister_name(Server),
            proc_lib:init_fail(Starter, ignore, {exit, normal});
        _ ->
            gen:unregister_name(Server),
            Error = {bad_return_from_init, Result},
            Params = #params{parent = Parent, name = Name, modules = [Mod]},
            error_info(error, Error, stacktrace(), Debug, Params, #st{state = undefined, data = undefined}, []),
            proc_lib:init_fail(Starter, {error, Error}, {exit, Error})
    end.

enter(Parent, Debug, Mod, Name, Hibernate, State, Data, Actions) ->
    P0 = #params{parent = Parent, name = Name, modules = [Mod], hibernate_after = Hibernate},
    St = #st{state = State, data = Data},
    case mode(P0, Mod) of
        #params{} = P ->
            Trans = {State, Data, Actions, P#params.enter},
            transition(P, debug(Debug, P, {enter, Mod, State}), St, ?INIT_EVENT, State, Trans);
        {Class, Reason, Stack} -> terminate(Class, Reason, Stack, P0, Debug, St, [?INIT_EVENT])
    end.

%% The callback mode of a module.
mode(P, Mod) ->
    try Mod:callback_mode() of
        Result -> mode_result(P, Result)
    catch
        throw:Result -> mode_result(P, Result);
        error:undef:Stack -> {error, undef, Stack};
        Class:Reason:Stack -> {Class, Reason, Stack}
    end.

mode_result(P, Result) ->
    case parse_mode(if is_list(Result) -> Result; true -> [Result] end, undefined, false) of
        {Mode, Enter} when Mode =/= undefined -> P#params{mode = Mode, enter = Enter};
        _ -> {error, {bad_return_from_callback_mode, Result}, stacktrace()}
    end.

parse_mode([state_enter | T], Mode, _) -> parse_mode(T, Mode, true);
parse_mode([Mode | T], _, Enter) when Mode =:= state_functions; Mode =:= handle_event_function ->
    parse_mode(T, Mode, Enter);
parse_mode([], Mode, Enter) -> {Mode, Enter};
parse_mode(_, _, _) -> bad.

stacktrace() ->
    try throw(here)
    catch
        throw:here:Stack -> tl(Stack)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Receiving

rest(P, Debug, #st{hibernate = true} = St) ->
    proc_lib:hibernate(?MODULE, wakeup_from_hibernate, [P, Debug, St]);
rest(P, Debug, St) ->
    loop(P, Debug, St).

-doc false.
wakeup_from_hibernate(P, Debug, St) -> loop(P, Debug, St).

%% Most machines have nothing to remember but their state and data most of the time: those are in wait/4.
loop(P, [], #st{state = State, data = Data, events = [], postponed = [], timers = Timers, zero = [], hibernate = false}) ->
    wait(P, State, Data, if map_size(Timers) =:= 0 -> []; true -> Timers end);
loop(#params{hibernate_after = HibernateAfter} = P, Debug, St) ->
    receive
        Msg -> message(P, Debug, St, Msg)
    after HibernateAfter ->
        proc_lib:hibernate(?MODULE, wakeup_from_hibernate, [P, Debug, St])
    end.

message(P, Debug, St, Msg) ->
    case Msg of
        {'$gen_call', From, Content} -> received(P, Debug, St, {{call, From}, Content});
        {'$gen_cast', Content} -> received(P, Debug, St, {cast, Content});
        {timeout, Ref, Type} ->
            case St#st.timers of
                #{Type := {Ref, Content}} ->
                    Timers = maps:remove(Type, St#st.timers),
                    received(P, Debug, St#st{timers = Timers}, {Type, Content});
                _ -> received(P, Debug, St, {info, Msg})
            end;
        {system, From, Request} ->
            sys:handle_system_msg(Request, From, P#params.parent, ?MODULE, Debug, {P, St}, St#st.hibernate);
        {'EXIT', Parent, Reason} when Parent =:= P#params.parent ->
            terminate(exit, Reason, stacktrace(), P, Debug, St, []);
        _ -> received(P, Debug, St, {info, Msg})
    end.

%% ---------------------------------------------------------------------------------------------------------
%% The short way: no debugging, nothing postponed or inserted. Timers are [] when none runs, for a cheap test.

wait(#params{hibernate_after = HibernateAfter} = P, State, Data, Timers) ->
    receive
        {'$gen_cast', Content} -> handle(P, State, Data, Timers, cast, Content);
        {'$gen_call', From, Content} -> handle(P, State, Data, Timers, {call, From}, Content);
        {timeout, _, _} = Msg -> message(P, [], waiting(State, Data, Timers), Msg);
        {system, _, _} = Msg -> message(P, [], waiting(State, Data, Timers), Msg);
        {'EXIT', _, _} = Msg -> message(P, [], waiting(State, Data, Timers), Msg);
        Msg -> handle(P, State, Data, Timers, info, Msg)
    after HibernateAfter ->
        proc_lib:hibernate(?MODULE, wakeup_from_hibernate, [P, [], waiting(State, Data, Timers)])
    end.

waiting(State, Data, []) -> #st{state = State, data = Data};
waiting(State, Data, Timers) -> #st{state = State, data = Data, timers = Timers}.

handle(P, State, Data, Timers, Type, Content) when Timers =/= [], is_map_key(timeout, Timers) ->
    event(P, [], waiting(State, Data, Timers), {Type, Content});
handle(#params{mode = handle_event_function, modules = [Mod | _]} = P, State, Data, Timers, Type, Content) ->
    try Mod:handle_event(Type, Content, State, Data) of
        Result -> handled(P, State, Data, Timers, Type, Content, Result)
    catch
        throw:Result -> handled(P, State, Data, Timers, Type, Content, Result);
        Class:Reason:Stack -> failed(Class, Reason, Stack, P, State, Data, Timers, {Type, Content})
    end;
handle(#params{modules = [Mod | _]} = P, State, Data, Timers, Type, Content) ->
    try Mod:State(Type, Content, Data) of
        Result -> handled(P, State, Data, Timers, Type, Content, Result)
    catch
        throw:Result -> handled(P, State, Data, Timers, Type, Content, Result);
        Class:Reason:Stack -> failed(Class, Reason, Stack, P, State, Data, Timers, {Type, Content})
    end.

failed(Class, Reason, Stack, P, State, Data, Timers, Event) ->
    terminate(Class, Reason, Stack, P, [], waiting(State, Data, Timers), [Event]).

-define(stays(State, Old, Timers, P), (Timers =:= [] andalso is_atom(State) andalso not P#params.enter orelse State =:= Old)).

%% What most callbacks return; a move is left to the long way where it ends a time-out or a state is entered with a call.
handled(P, Old, Data0, Timers, Type, Content, Result) ->
    case Result of
        keep_state_and_data -> wait(P, Old, Data0, Timers);
        {keep_state, Data} -> wait(P, Old, Data, Timers);
        {next_state, State, Data} when ?stays(State, Old, Timers, P) -> wait(P, State, Data, Timers);
        {next_state, State, Data, [{reply, {_, _} = From, Reply}]} when ?stays(State, Old, Timers, P) ->
            gen:reply(From, Reply),
            wait(P, State, Data, Timers);
        {keep_state, Data, [{reply, {_, _} = From, Reply}]} ->
            gen:reply(From, Reply),
            wait(P, Old, Data, Timers);
        {keep_state_and_data, [{reply, {_, _} = From, Reply}]} ->
            gen:reply(From, Reply),
            wait(P, Old, Data0, Timers);
        _ -> result(P, [], waiting(Old, Data0, Timers), {Type, Content}, Result)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% The long way

debug([], _, _) -> [];
debug(Debug, #params{name = Name}, Event) -> sys:handle_debug(Debug, fun print_event/3, Name, Event).

received(P, [], #st{hibernate = false} = St, Event) -> event(P, [], St, Event);
received(P, Debug, St, Event) ->
    event(P, debug(Debug, P, {in, Event, St#st.state}), St#st{hibernate = false}, Event).

%% An event other than a zero time-out ends a running event time-out.
event(P, Debug, #st{timers = Timers} = St, Event) when is_map_key(timeout, Timers) ->
    call_state(P, Debug, cancel(timeout, St), Event);
event(P, Debug, St, Event) ->
    call_state(P, Debug, St, Event).

call_state(P, Debug, #st{state = State, data = Data} = St, {Type, Content} = Event) ->
    try callback(P, Type, Content, State, Data) of
        Result -> result(P, Debug, St, Event, Result)
    catch
        throw:Result -> result(P, Debug, St, Event, Result);
        Class:Reason:Stack -> terminate(Class, Reason, Stack, P, Debug, St, [Event | St#st.events])
    end.

callback(#params{mode = state_functions, modules = [Mod | _]}, Type, Content, State, Data) -> Mod:State(Type, Content, Data);
callback(#params{modules = [Mod | _]}, Type, Content, State, Data) -> Mod:handle_event(Type, Content, State, Data).

%% What a state callback returned, for an event.
result(P, Debug, #st{state = State, data = Data} = St, Event, Result) ->
    case Result of
        keep_state_and_data -> transition(P, Debug, St, Event, State, {State, Data, [], false});
        {keep_state, Data1} -> transition(P, Debug, St, Event, State, {State, Data1, [], false});
        {keep_state, Data1, Actions} -> transition(P, Debug, St, Event, State, {State, Data1, Actions, false});
        {keep_state_and_data, Actions} -> transition(P, Debug, St, Event, State, {State, Data, Actions, false});
        {next_state, State1, Data1} -> next_state(P, Debug, St, Event, Result, State1, Data1, []);
        {next_state, State1, Data1, Actions} -> next_state(P, Debug, St, Event, Result, State1, Data1, Actions);
        {repeat_state, Data1} -> transition(P, Debug, St, Event, State, {State, Data1, [], P#params.enter});
        {repeat_state, Data1, Actions} -> transition(P, Debug, St, Event, State, {State, Data1, Actions, P#params.enter});
        repeat_state_and_data -> transition(P, Debug, St, Event, State, {State, Data, [], P#params.enter});
        {repeat_state_and_data, Actions} -> transition(P, Debug, St, Event, State, {State, Data, Actions, P#params.enter});
        _ -> stop_result(P, Debug, St, Event, Result)
    end.

%% A state entered with a call fails in that call.
next_state(#params{mode = state_functions, enter = false} = P, Debug, St, Event, Result, State, _, _) when not is_atom(State) ->
    terminate(error, {bad_state_name_from_state_function, State}, stacktrace(), P, Debug, St, [Event | St#st.events]),
    Result;
next_state(P, Debug, #st{state = Old} = St, Event, _, State, Data, Actions) ->
    transition(P, Debug, St, Event, Old, {State, Data, Actions, P#params.enter andalso State =/= Old}).

stop_result(P, Debug, #st{events = Events} = St, Event, Result) ->
    Queue = [Event | Events],
    case Result of
        stop -> terminate(exit, normal, stacktrace(), P, Debug, St, Queue);
        {stop, Reason} -> terminate(exit, Reason, stacktrace(), P, Debug, St, Queue);
        {stop, Reason, Data} -> terminate(exit, Reason, stacktrace(), P, Debug, St#st{data = Data}, Queue);
        {stop_and_reply, Reason, Replies} -> reply_then_terminate(Reason, P, Debug, St, Queue, Replies);
        {stop_and_reply, Reason, Replies, Data} ->
            reply_then_terminate(Reason, P, Debug, St#st{data = Data}, Queue, Replies);
        _ -> terminate(error, {bad_return_from_state_function, Result}, stacktrace(), P, Debug, St, Queue)
    end.

reply_then_terminate(Reason, P, Debug, St, Queue, Replies) when is_list(Replies) ->
    reply_all(Reason, P, Debug, St, Queue, Replies);
reply_then_terminate(Reason, P, Debug, St, Queue, Reply) ->
    reply_all(Reason, P, Debug, St, Queue, [Reply]).

reply_all(Reason, P, Debug, St, Queue, []) -> terminate(exit, Reason, stacktrace(), P, Debug, St, Queue);
reply_all(Reason, P, Debug, St, Queue, [{reply, {_, _} = From, Reply} | Replies]) ->
    gen:reply(From, Reply),
    reply_all(Reason, P, debug(Debug, P, {out, Reply, From}), St, Queue, Replies);
reply_all(_, P, Debug, St, Queue, [Bad | _]) ->
    terminate(error, {bad_reply_action_from_state_function, Bad}, stacktrace(), P, Debug, St, Queue).

%% ---------------------------------------------------------------------------------------------------------
%% Transitions. Options gathered from the actions: whether to postpone and hibernate, the events to insert
%% (newest first) and the time-out actions (newest first); the data before.

-record(opts, {postpone = false, hibernate = false, next = [], timeouts = [], before}).

transition(P, [], #st{events = [], zero = []} = St, _, Old, {State, Data, [], false}) when State =:= Old ->
    %% the plain case: same state, nothing asked for
    loop(P, [], St#st{data = Data, hibernate = false});
transition(P, Debug, St, Event, Old, {State, Data, Actions, Enter}) ->
    actions(P, Debug, St#st{state = State, data = Data}, Event, Old, actions_list(Actions), Enter, event, #opts{before = St#st.data}).

actions_list(Actions) when is_list(Actions) -> Actions;
actions_list(Action) -> [Action].

%% Kind tells actions of events from those of state entry, which may do less.
actions(P, Debug, St, Event, Old, [], false, _, Opts) -> done(P, Debug, St, Event, Old, Opts);
actions(P, Debug, St, Event, Old, [], true, _, Opts) -> call_enter(P, Debug, St, Event, Old, Opts);
actions(P, Debug, St, Event, Old, [Action | Actions], Enter, Kind, Opts) ->
    case Action of
        {reply, {_, _} = From, Reply} ->
            gen:reply(From, Reply),
            actions(P, debug(Debug, P, {out, Reply, From}), St, Event, Old, Actions, Enter, Kind, Opts);
        hibernate -> actions(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts#opts{hibernate = true});
        {hibernate, B} when is_boolean(B) ->
            actions(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts#opts{hibernate = B});
        postpone when Kind =:= event ->
            actions(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts#opts{postpone = true});
        {postpone, B} when is_boolean(B), Kind =:= event ->
            actions(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts#opts{postpone = B});
        {next_event, Type, Content} when Kind =:= event ->
            case is_event_type(Type) of
                true ->
                    Next = [{Type, Content} | Opts#opts.next],
                    actions(P, debug(Debug, P, {in, {Type, Content}, St#st.state}), St, Event, Old, Actions, Enter, Kind,
                            Opts#opts{next = Next});
                false -> bad_action(P, Debug, St, Event, Action, Kind)
            end;
        {change_callback_module, Mod} when is_atom(Mod), Kind =:= event ->
            change_module(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts, Mod, [Mod | tl(P#params.modules)]);
        {push_callback_module, Mod} when is_atom(Mod), Kind =:= event ->
            change_module(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts, Mod, [Mod | P#params.modules]);
        pop_callback_module when Kind =:= event, tl(P#params.modules) =/= [] ->
            [_, Mod | _] = P#params.modules,
            change_module(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts, Mod, tl(P#params.modules));
        _ ->
            case timeout_action(Action) of
                {ok, Timeout} ->
                    actions(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts#opts{timeouts = [Timeout | Opts#opts.timeouts]});
                bad -> bad_action(P, Debug, St, Event, Action, Kind)
            end
    end.

bad_action(P, Debug, St, Event, Action, Kind) ->
    Tag = case Kind of event -> bad_action_from_state_function; enter -> bad_state_enter_action_from_state_function end,
    terminate(error, {Tag, Action}, stacktrace(), P, Debug, St, [Event | St#st.events]).

change_module(P, Debug, St, Event, Old, Actions, Enter, Kind, Opts, Mod, Modules) ->
    case mode(P, Mod) of
        #params{} = P1 ->
            actions(P1#params{modules = Modules}, debug(Debug, P, {module, Mod, St#st.state}), St, Event, Old, Actions, Enter,
                    Kind, Opts);
        {Class, Reason, Stack} ->
            terminate(Class, Reason, Stack, P, Debug, St, [Event | St#st.events])
    end.

is_event_type({call, {_, _}}) -> true;
is_event_type({timeout, _}) -> true;
is_event_type(Type) -> lists:member(Type, [cast, info, internal, timeout, state_timeout]).

-define(is_type(T), (T =:= timeout orelse T =:= state_timeout
                     orelse is_tuple(T) andalso tuple_size(T) =:= 2 andalso element(1, T) =:= timeout)).
-define(is_rel(T), (T =:= infinity orelse is_integer(T) andalso T >= 0)).

%% {ok, {Type, Time, Content, Options}}, with Time cancel, update, infinity, or milliseconds.
timeout_action(infinity = T) -> {ok, {timeout, T, T, []}};
timeout_action(T) when is_integer(T), T >= 0 -> {ok, {timeout, T, T, []}};
timeout_action({Type, cancel}) when ?is_type(Type) -> {ok, {Type, cancel, undefined, []}};
timeout_action({Type, update, Content}) when ?is_type(Type) -> {ok, {Type, update, Content, []}};
timeout_action({Type, T, Content}) when ?is_type(Type), ?is_rel(T) -> {ok, {Type, T, Content, []}};
timeout_action({Type, T, Content, Options}) when ?is_type(Type) ->
    case {absolute(if is_list(Options) -> Options; true -> [Options] end, false), T} of
        {true, infinity} -> {ok, {Type, infinity, Content, []}};
        {true, _} when is_integer(T) -> {ok, {Type, T, Content, [{abs, true}]}};
        {false, _} when ?is_rel(T) -> {ok, {Type, T, Content, []}};
        _ -> bad
    end;
timeout_action(_) -> bad.

absolute([{abs, B} | T], _) when is_boolean(B) -> absolute(T, B);
absolute([], B) -> B;
absolute(_, _) -> bad.

%% The state enter call. The first one of a machine has the state itself as the old state.
call_enter(P, Debug, #st{state = State, data = Data} = St, Event, Old, Opts) ->
    try callback(P, enter, Old, State, Data) of
        Result -> enter_result(P, Debug, St, Event, Old, Opts, Result)
    catch
        throw:Result -> enter_result(P, Debug, St, Event, Old, Opts, Result);
        Class:Reason:Stack ->
            terminate(Class, Reason, Stack, P, Debug, St#st{state = Old, data = Opts#opts.before}, [Event | St#st.events])
    end.

enter_result(P, Debug, #st{state = State, data = Data} = St, Event, Old, Opts, Result) ->
    Go = fun(Data1, Actions, Repeat) ->
        %% a state entered once more is still entered from the same state as before
        actions(P, Debug, St#st{data = Data1}, Event, Old, actions_list(Actions), Repeat, enter, Opts)
    end,
    case Result of
        keep_state_and_data -> Go(Data, [], false);
        {keep_state, Data1} -> Go(Data1, [], false);
        {keep_state, Data1, Actions} -> Go(Data1, Actions, false);
        {keep_state_and_data, Actions} -> Go(Data, Actions, false);
        {next_state, State, Data1} -> Go(Data1, [], false);
        {next_state, State, Data1, Actions} -> Go(Data1, Actions, false);
        {repeat_state, Data1} -> Go(Data1, [], true);
        {repeat_state, Data1, Actions} -> Go(Data1, Actions, true);
        repeat_state_and_data -> Go(Data, [], true);
        {repeat_state_and_data, Actions} -> Go(Data, Actions, true);
        {next_state, _, _} ->
            terminate(error, {bad_state_enter_return_from_state_function, Result}, stacktrace(), P, Debug, St,
                      [Event | St#st.events]);
        {next_state, _, _, _} ->
            terminate(error, {bad_state_enter_return_from_state_function, Result}, stacktrace(), P, Debug, St,
                      [Event | St#st.events]);
        _ -> stop_result(P, Debug, St, Event, Result)
    end.

%% All actions are known: postpone, retry, insert, set time-outs, go on with the next event.
done(P, Debug0, #st{state = State} = St0, Event, Old, #opts{postpone = Postpone, next = Next, timeouts = Timeouts,
                                                             hibernate = Hibernate}) ->
    Debug = transition_debug(P, Debug0, Event, Old, State, Postpone),
    St1 = case Postpone andalso Event =/= ?INIT_EVENT of
        true -> St0#st{postponed = [Event | St0#st.postponed]};
        false -> St0
    end,
    St2 = case State =:= Old of
        true -> St1;
        false ->
            Kept = cancel(state_timeout, St1),
            Kept#st{events = lists:reverse(Kept#st.postponed, Kept#st.events), postponed = []}
    end,
    St3 = case Next of
        [] -> St2;
        _ -> St2#st{events = lists:reverse(Next, St2#st.events)}
    end,
    case Timeouts of
        [] -> next(P, Debug, St3, Hibernate);
        _ ->
            {Debug1, St4} = timeouts(latest(Timeouts, []), P, Debug, St3),
            next(P, Debug1, St4, Hibernate)
    end.

transition_debug(_, [], _, _, _, _) -> [];
transition_debug(P, Debug, ?INIT_EVENT = Event, Old, State, _) -> debug(Debug, P, {consume, Event, Old, State});
transition_debug(P, Debug, Event, Old, State, true) -> debug(Debug, P, {postpone, Event, Old, State});
transition_debug(P, Debug, Event, Old, State, false) -> debug(Debug, P, {consume, Event, Old, State}).

next(P, Debug, #st{events = [Event | Events], zero = Zero} = St, _) ->
    %% waiting events end an event time-out, be it a zero one
    St1 = case Zero of
        [] -> St;
        _ -> drop_zero_event_timeout(St)
    end,
    event(P, Debug, St1#st{events = Events, hibernate = false}, Event);
next(P, Debug, #st{zero = [Type | Zero]} = St0, _) ->
    #st{timers = Timers} = St = if
        Type =:= timeout -> St0#st{zero = Zero};
        true -> drop_zero_event_timeout(St0#st{zero = Zero})
    end,
    {{zero, Content}, Timers1} = maps:take(Type, Timers),
    Event = {Type, Content},
    call_state(P, debug(Debug, P, {in, Event, St#st.state}), St#st{timers = Timers1, hibernate = false}, Event);
next(P, Debug, St, Hibernate) ->
    rest(P, Debug, St#st{hibernate = Hibernate}).

drop_zero_event_timeout(#st{timers = Timers} = St) ->
    case Timers of
        #{timeout := {zero, _}} -> cancel(timeout, St);
        _ -> St
    end.

%% The last action of each type counts, of actions with the newest first.
latest([], Acc) -> Acc;
latest([T | Ts], Acc) ->
    case lists:keymember(element(1, T), 1, Acc) of
        true -> latest(Ts, Acc);
        false -> latest(Ts, [T | Acc])
    end.

timeouts([], _, Debug, St) -> {Debug, St};
timeouts([{Type, cancel, _, _} | T], P, Debug, St) -> timeouts(T, P, Debug, cancel(Type, St));
timeouts([{Type, update, Content, _} | T], P, Debug, #st{timers = Timers} = St) ->
    St1 = case Timers of
        #{Type := {Ref, _}} -> St#st{timers = Timers#{Type := {Ref, Content}}};
        _ -> start_zero(Type, Content, St)
    end,
    timeouts(T, P, Debug, St1);
timeouts([{Type, infinity, _, _} | T], P, Debug, St) -> timeouts(T, P, Debug, cancel(Type, St));
timeouts([{Type, 0, Content, []} | T], P, Debug, St) ->
    timeouts(T, P, debug(Debug, P, {start_timer, {Type, 0, Content, []}, St#st.state}), start_zero(Type, Content, cancel(Type, St)));
timeouts([{Type, Time, Content, Options} | T], P, Debug, St0) ->
    #st{timers = Timers} = St = cancel(Type, St0),
    Ref = erlang:start_timer(Time, self(), Type, Options),
    timeouts(T, P, debug(Debug, P, {start_timer, {Type, Time, Content, Options}, St#st.state}),
             St#st{timers = Timers#{Type => {Ref, Content}}}).

start_zero(Type, Content, #st{timers = Timers, zero = Zero} = St) ->
    St#st{timers = Timers#{Type => {zero, Content}}, zero = Zero ++ [Type]}.

cancel(Type, #st{timers = Timers} = St) ->
    case Timers of
        #{Type := {zero, _}} -> St#st{timers = maps:remove(Type, Timers), zero = lists:delete(Type, St#st.zero)};
        #{Type := {Ref, _}} ->
            case erlang:cancel_timer(Ref) of
                false -> receive {timeout, Ref, _} -> ok after 0 -> ok end;
                _ -> ok
            end,
            St#st{timers = maps:remove(Type, Timers)};
        _ -> St
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Termination

terminate(Class, Reason, Stack, #params{modules = [Mod | _]} = P, Debug, #st{state = State, data = Data} = St, Queue) ->
    case erlang:function_exported(Mod, terminate, 3) of
        true ->
            try Mod:terminate(Reason, State, Data) of
                _ -> ok
            catch
                throw:_ -> ok;
                C:R:S ->
                    error_info(C, R, S, Debug, P, St, Queue),
                    erlang:raise(C, R, S)
            end;
        false -> ok
    end,
    case {Class, Reason} of
        {exit, normal} -> debug(Debug, P, {terminate, Reason, State});
        {exit, shutdown} -> debug(Debug, P, {terminate, Reason, State});
        {exit, {shutdown, _}} -> debug(Debug, P, {terminate, Reason, State});
        _ -> error_info(Class, Reason, Stack, Debug, P, St, Queue)
    end,
    erlang:raise(Class, Reason, Stack).

error_info(Class, Reason, Stack, Debug, #params{name = Name, modules = [Mod | _] = Modules, mode = Mode, enter = Enter},
           #st{postponed = Postponed, state = State, data = Data} = St, Queue) ->
    Status = gen:format_status(Mod, terminate,
                               #{reason => Reason, state => State, data => Data, queue => Queue,
                                 postponed => Postponed, timeouts => timeouts_list(St), log => sys:get_log(Debug)},
                               [get(), State, Data]),
    Shown = case Status of
        #{'EXIT' := Why} -> Why;
        #{'$status' := S} -> S;
        #{state := S, data := D} -> {S, D}
    end,
    Queue1 = maps:get(queue, Status),
    logger:log(error,
               #{label => {?MODULE, terminate}, name => Name, queue => Queue1,
                 postponed => maps:get(postponed, Status), modules => Modules, callback_mode => Mode,
                 state_enter => Enter, state => Shown, timeouts => {length(timeouts_list(St)), maps:get(timeouts, Status)},
                 log => maps:get(log, Status), reason => {Class, maps:get(reason, Status), Stack},
                 client_info => client(Queue1), process_label => proc_lib:get_label(self())},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "gen_statem.erl", line => ?LINE,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

timeouts_list(#st{timers = Timers}) -> [{Type, Content} || {Type, {_, Content}} <- maps:to_list(Timers)].

client([{{call, {Pid, _}}, _} | _]) when is_pid(Pid), node(Pid) =:= node() ->
    case process_info(Pid, [current_stacktrace, registered_name]) of
        undefined -> {Pid, dead};
        [{current_stacktrace, Stack}, {registered_name, []}] -> {Pid, {Pid, Stack}};
        [{current_stacktrace, Stack}, {registered_name, Name}] -> {Pid, {Name, Stack}}
    end;
client([{{call, {Pid, _}}, _} | _]) when is_pid(Pid) -> {Pid, remote};
client(_) -> undefined.

%% ---------------------------------------------------------------------------------------------------------
%% System messages

-doc false.
system_continue(Parent, Debug, {P, St}) -> rest(P#params{parent = Parent}, Debug, St).

-doc false.
system_terminate(Reason, Parent, Debug, {P, St}) ->
    terminate(exit, Reason, stacktrace(), P#params{parent = Parent}, Debug, St, []).

-doc false.
system_code_change({#params{modules = [Mod | _]} = P, #st{state = State, data = Data} = St}, _, OldVsn, Extra) ->
    case try Mod:code_change(OldVsn, State, Data, Extra) catch throw:R -> R end of
        {ok, State1, Data1} ->
            case mode(P, Mod) of
                #params{} = P1 -> {ok, {P1, St#st{state = State1, data = Data1}}};
                {_, Reason, _} -> {error, Reason}
            end;
        Error -> Error
    end.

-doc false.
system_get_state({_, #st{state = State, data = Data}}) -> {ok, {State, Data}}.

-doc false.
system_replace_state(Fun, {P, #st{state = State, data = Data} = St}) ->
    {State1, Data1} = Result = Fun({State, Data}),
    {ok, Result, {P, St#st{state = State1, data = Data1}}}.

-doc false.
format_status(Opt, [PDict, SysState, Parent, Debug, {#params{name = Name, modules = [Mod | _] = Modules}, St}]) ->
    #st{state = State, data = Data, postponed = Postponed} = St,
    Timeouts = timeouts_list(St),
    Status = gen:format_status(Mod, Opt, #{state => State, data => Data, postponed => Postponed, timeouts => Timeouts,
                                           log => sys:get_log(Debug)}, [PDict, State, Data]),
    Shown = case Status of
        #{'EXIT' := Why} -> [{data, [{"State", {State, Why}}]}];
        #{'$status' := S} when is_list(S) -> S;
        #{'$status' := S} -> [S];
        #{state := S, data := D} -> [{data, [{"State", {S, D}}]}]
    end,
    [{header, gen:format_status_header("Status for state machine", Name)},
     {data, [{"Status", SysState}, {"Parent", Parent}, {"Modules", Modules},
             {"Time-outs", {length(Timeouts), maps:get(timeouts, Status)}},
             {"Logged Events", maps:get(log, Status)}, {"Postponed", maps:get(postponed, Status)}]} | Shown].

print_event(Dev, Event, Name) ->
    case Event of
        {in, E, State} -> io:format(Dev, "*DBG* ~tp receive ~ts in state ~tp~n", [Name, event_text(E), State]);
        {out, Reply, {To, _}} -> io:format(Dev, "*DBG* ~tp send ~tp to ~tp~n", [Name, Reply, To]);
        {enter, Mod, State} -> io:format(Dev, "*DBG* ~tp enter ~tp in state ~tp~n", [Name, Mod, State]);
        {start_timer, Action, State} -> io:format(Dev, "*DBG* ~tp start_timer ~tp in state ~tp~n", [Name, Action, State]);
        {module, Mod, State} -> io:format(Dev, "*DBG* ~tp module ~tp in state ~tp~n", [Name, Mod, State]);
        {terminate, Reason, State} -> io:format(Dev, "*DBG* ~tp terminate ~tp in state ~tp~n", [Name, Reason, State]);
        {Tag, E, State, State} -> io:format(Dev, "*DBG* ~tp ~tw ~ts in state ~tp~n", [Name, Tag, event_text(E), State]);
        {Tag, E, State, Next} ->
            io:format(Dev, "*DBG* ~tp ~tw ~ts in state ~tp => ~tp~n", [Name, Tag, event_text(E), State, Next])
    end.

event_text({{call, {Pid, _}}, Content}) -> io_lib:format("call ~tp from ~tw", [Content, Pid]);
event_text({Type, Content}) -> io_lib:format("~tw ~tp", [Type, Content]).

%% ---------------------------------------------------------------------------------------------------------
%% The texts of reports

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{name := Name, queue := Queue, postponed := Postponed, modules := Modules, callback_mode := Mode,
        state_enter := Enter, state := State, timeouts := {N, Timeouts}, log := Log, reason := {Class, Reason, Stack},
        client_info := Client} = Report, multi) ->
    Label = maps:get(process_label, Report, undefined),
    {Fixed, Rest} = stack(Class, Reason, Stack),
    [{"** State machine ~tp terminating~n", [Name]}] ++
        [{"** Process label == ~tp~n", [Label]} || Label =/= undefined] ++
        [{"** Last event = ~tp~n", [hd(Queue)]} || Queue =/= []] ++
        [{"** When server state  = ~tp~n", [State]},
         {"** Reason for termination = ~tp:~tp~n", [Class, Fixed]},
         {"** Callback modules = ~tp~n", [Modules]},
         {"** Callback mode = ~tp~n", [if Enter -> [Mode, state_enter]; true -> Mode end]}] ++
        [{"** Queued = ~tp~n", [tl(Queue)]} || Queue =/= [], tl(Queue) =/= []] ++
        [{"** Postponed = ~tp~n", [Postponed]} || Postponed =/= []] ++
        [{"** Stacktrace =~n**  ~tp~n", [Rest]} || Rest =/= []] ++
        [{"** Time-outs: ~tp~n", [{N, Timeouts}]} || N > 0] ++
        [{"** Log =~n**  ~tp~n", [Log]} || Log =/= []] ++
        gen_report:client(Client, multi);
lines(#{name := Name, queue := Queue, state := State, log := Log, reason := {Class, Reason, Stack},
        client_info := Client} = Report, single) ->
    Label = maps:get(process_label, Report, undefined),
    {Fixed, Rest} = stack(Class, Reason, Stack),
    [{"State machine ~tp terminating", [Name]}] ++
        [{". Label: ~tp", [Label]} || Label =/= undefined] ++
        [{". Reason: ~tp", [Fixed]}] ++
        [{". Stack: ~tp", [Rest]} || Rest =/= []] ++
        [{". Last event: ~tp", [hd(Queue)]} || Queue =/= []] ++
        [{". State: ~tp.", [State]}] ++
        [{" Log: ~tp.", [Log]} || Log =/= []] ++
        gen_report:client(Client, single).

stack(error, undef, [{M, F, A, _} | Stack] = All) ->
    case code:is_loaded(M) of
        false -> {{'module could not be loaded', M}, Stack};
        _ ->
            Arity = if is_list(A) -> length(A); is_integer(A) -> A end,
            case erlang:function_exported(M, F, Arity) of
                true -> {undef, All};
                false -> {{'function not exported', {M, F, Arity}}, Stack}
            end
    end;
stack(_, Reason, Stack) -> {Reason, Stack}.
