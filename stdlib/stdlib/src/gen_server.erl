%% The generic server behaviour.
-module(gen_server).
-export([start/3, start/4, start_link/3, start_link/4, start_monitor/3, start_monitor/4, stop/1, stop/3]).
-export([call/2, call/3, cast/2, reply/2, abcast/2, abcast/3, multi_call/2, multi_call/3, multi_call/4]).
-export([send_request/2, send_request/4, wait_response/2, wait_response/3, receive_response/2, receive_response/3,
         check_response/2, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([enter_loop/3, enter_loop/4, enter_loop/5, init_it/6, wake_hib/6]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2,
         format_status/2]).
-export([format_log/1, format_log/2]).

-export_type([from/0, reply_tag/0, request_id/0, request_id_collection/0, server_name/0, server_ref/0, start_opt/0,
              enter_loop_opt/0, start_ret/0, start_mon_ret/0, response_timeout/0, format_status/0, action/0]).

-type from() :: {Client :: pid(), Tag :: reply_tag()}.
-opaque reply_tag() :: gen:reply_tag().
-type request_id() :: gen:request_id().
-type request_id_collection() :: gen:request_id_collection().
-type server_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type server_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type start_opt() :: {timeout, timeout()} | {spawn_opt, [proc_lib:spawn_option()]} | enter_loop_opt().
-type enter_loop_opt() :: {hibernate_after, timeout()} | {debug, [sys:debug_option()]}.
-type start_ret() :: {ok, pid()} | ignore | {error, term()}.
-type start_mon_ret() :: {ok, {pid(), reference()}} | ignore | {error, term()}.
-type response_timeout() :: timeout() | {abs, integer()}.
-type action() :: timeout() | hibernate | {timeout, timeout(), term()} | {hibernate, timeout(), term()} | {continue, term()}.
-type format_status() :: #{state => term(), message => term(), reason => term(), log => [sys:system_event()]}.

-callback init(Args :: term()) ->
    {ok, State :: term()} | {ok, State :: term(), timeout() | hibernate | {continue, term()}} |
    {stop, Reason :: term()} | ignore | {error, Reason :: term()}.
-callback handle_call(Request :: term(), From :: from(), State :: term()) ->
    {reply, Reply :: term(), NewState :: term()} |
    {reply, Reply :: term(), NewState :: term(), timeout() | hibernate | {continue, term()}} |
    {noreply, NewState :: term()} | {noreply, NewState :: term(), timeout() | hibernate | {continue, term()}} |
    {stop, Reason :: term(), Reply :: term(), NewState :: term()} | {stop, Reason :: term(), NewState :: term()}.
-callback handle_cast(Request :: term(), State :: term()) ->
    {noreply, NewState :: term()} | {noreply, NewState :: term(), timeout() | hibernate | {continue, term()}} |
    {stop, Reason :: term(), NewState :: term()}.
-callback handle_info(Info :: timeout | term(), State :: term()) ->
    {noreply, NewState :: term()} | {noreply, NewState :: term(), timeout() | hibernate | {continue, term()}} |
    {stop, Reason :: term(), NewState :: term()}.
-callback handle_continue(Info :: term(), State :: term()) ->
    {noreply, NewState :: term()} | {noreply, NewState :: term(), timeout() | hibernate | {continue, term()}} |
    {stop, Reason :: term(), NewState :: term()}.
-callback terminate(Reason :: normal | shutdown | {shutdown, term()} | term(), State :: term()) -> term().
-callback code_change(OldVsn :: term() | {down, term()}, State :: term(), Extra :: term()) ->
    {ok, NewState :: term()} | {error, Reason :: term()}.
-callback format_status(Opt, StatusData) -> Status when
      Opt :: normal | terminate, StatusData :: [PDict | State], PDict :: [{term(), term()}], State :: term(), Status :: term().
-callback format_status(Status :: format_status()) -> format_status().
-optional_callbacks([handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/1, format_status/2]).

%% ---------------------------------------------------------------------------------------------------------
%% Starting and stopping

-define(is_name(N), (tuple_size(N) =:= 2 andalso (element(1, N) =:= local andalso is_atom(element(2, N))
                                                  orelse element(1, N) =:= global)
                     orelse tuple_size(N) =:= 3 andalso element(1, N) =:= via andalso is_atom(element(2, N)))).

-doc "Starts a server without a link.".
start(Mod, Args, Options) when is_atom(Mod), is_list(Options) -> gen:start(?MODULE, nolink, Mod, Args, Options);
start(Mod, Args, Options) -> erlang:error(badarg, [Mod, Args, Options]).

start(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, nolink, Name, Mod, Args, Options);
start(Name, Mod, Args, Options) -> erlang:error(badarg, [Name, Mod, Args, Options]).

-doc "Starts a server linked to the caller.".
start_link(Mod, Args, Options) when is_atom(Mod), is_list(Options) -> gen:start(?MODULE, link, Mod, Args, Options);
start_link(Mod, Args, Options) -> erlang:error(badarg, [Mod, Args, Options]).

start_link(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, link, Name, Mod, Args, Options);
start_link(Name, Mod, Args, Options) -> erlang:error(badarg, [Name, Mod, Args, Options]).

-doc "Starts a server monitored by the caller.".
start_monitor(Mod, Args, Options) when is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, monitor, Mod, Args, Options);
start_monitor(Mod, Args, Options) -> erlang:error(badarg, [Mod, Args, Options]).

start_monitor(Name, Mod, Args, Options) when is_tuple(Name), is_atom(Mod), is_list(Options) ->
    gen:start(?MODULE, monitor, Name, Mod, Args, Options);
start_monitor(Name, Mod, Args, Options) -> erlang:error(badarg, [Name, Mod, Args, Options]).

-doc "Stops a server with reason normal.".
stop(Server) -> gen:stop(Server).

-doc "Stops a server.".
stop(Server, Reason, Timeout) -> gen:stop(Server, Reason, Timeout).

%% ---------------------------------------------------------------------------------------------------------
%% The client side

-doc "Makes a call and waits five seconds for the reply.".
call(Server, Request) ->
    try gen:call(Server, '$gen_call', Request, 5000) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request]}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, call, [Server, Request]}})
    end.

-doc "Makes a call and waits for the reply.".
call(Server, Request, Timeout) ->
    try gen:call(Server, '$gen_call', Request, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [Server, Request, Timeout]}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, call, [Server, Request, Timeout]}})
    end.

-doc "Sends a request that has no reply.".
cast(Dest, Request) when is_pid(Dest) ->
    Dest ! {'$gen_cast', Request},
    ok;
cast({global, Name}, Request) ->
    try global:send(Name, {'$gen_cast', Request}) catch _:_ -> ok end,
    ok;
cast({via, Module, Name}, Request) ->
    try Module:send(Name, {'$gen_cast', Request}) catch _:_ -> ok end,
    ok;
cast({Name, Node} = Dest, Request) when is_atom(Name), is_atom(Node) -> do_cast(Dest, Request);
cast(Dest, Request) when is_atom(Dest) -> do_cast(Dest, Request).

do_cast(Dest, Request) ->
    try Dest ! {'$gen_cast', Request} of
        _ -> ok
    catch
        _:_ -> ok
    end.

-doc "Replies to a caller.".
reply(From, Reply) -> gen:reply(From, Reply).

-doc "Casts to the servers of this name on all nodes.".
abcast(Name, Request) when is_atom(Name) -> abcast([node() | nodes()], Name, Request).

abcast(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) ->
    lists:foreach(fun(Node) -> do_cast({Name, Node}, Request) end, Nodes),
    abcast.

-doc "Calls the servers of this name on all nodes.".
multi_call(Name, Request) when is_atom(Name) -> multi_call([node() | nodes()], Name, Request, infinity).

multi_call(Nodes, Name, Request) when is_list(Nodes), is_atom(Name) -> multi_call(Nodes, Name, Request, infinity).

multi_call(Nodes, Name, Request, Timeout)
  when is_list(Nodes), is_atom(Name), (Timeout =:= infinity orelse is_integer(Timeout) andalso Timeout >= 0) ->
    Requests = [{Node, send_to(Name, Node, Request)} || Node <- Nodes],
    Deadline = case Timeout of infinity -> infinity; _ -> {abs, erlang:monotonic_time(millisecond) + Timeout} end,
    lists:foldr(fun({Node, Id}, {Replies, Bad}) ->
        case gen:receive_response(Id, Deadline) of
            {reply, Reply} -> {[{Node, Reply} | Replies], Bad};
            _ -> {Replies, [Node | Bad]}
        end
    end, {[], []}, Requests).

send_to(Name, Node, Request) -> gen:send_request({Name, Node}, '$gen_call', Request).

-doc "Sends a call without waiting; its reply is fetched by the identifier.".
send_request(Server, Request) ->
    try gen:send_request(Server, '$gen_call', Request)
    catch error:badarg -> error(badarg, [Server, Request])
    end.

send_request(Server, Request, Label, Collection) ->
    try gen:send_request(Server, '$gen_call', Request, Label, Collection)
    catch error:badarg -> error(badarg, [Server, Request, Label, Collection])
    end.

-define(badarg(Call, Args), try Call catch error:_ -> erlang:error(badarg, Args) end).
%% For collections: what is none leaves a function without a clause.
-define(bad(Call, Args), try Call catch error:badarg -> erlang:error(badarg, Args) end).

-doc "Waits for the reply of a request.".
wait_response(ReqId, Timeout) -> ?badarg(gen:wait_response(ReqId, Timeout), [ReqId, Timeout]).
wait_response(Ids, Timeout, Delete) -> ?bad(gen:wait_response(Ids, Timeout, Delete), [Ids, Timeout, Delete]).

-doc "Waits for the reply of a request and abandons it at the timeout.".
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
%% The server side

%% What does not change while a server runs.
-record(server, {parent, name, mod, hibernate_after = infinity}).

-doc "Makes the calling process a server.".
enter_loop(Mod, Options, State) when is_atom(Mod), is_list(Options) -> enter_loop(Mod, Options, State, self(), infinity).

enter_loop(Mod, Options, State, Name) when is_atom(Mod), is_list(Options), is_tuple(Name), ?is_name(Name) ->
    enter_loop(Mod, Options, State, Name, infinity);
enter_loop(Mod, Options, State, Action) -> enter_loop(Mod, Options, State, self(), Action).

enter_loop(Mod, Options, State, ServerName, Action) when is_atom(Mod), is_list(Options) ->
    Name = gen:get_proc_name(ServerName),
    Parent = gen:get_parent(),
    Debug = gen:debug_options(Name, Options),
    Server = #server{parent = Parent, name = Name, mod = Mod, hibernate_after = gen:hibernate_after(Options)},
    is_action(Action) orelse exit({bad_action, Action}),
    after_action(Server, State, Action, Debug).

-doc false.
init_it(Starter, self, Name, Mod, Args, Options) -> init_it(Starter, self(), Name, Mod, Args, Options);
init_it(Starter, Parent, Name0, Mod, Args, Options) ->
    Name = gen:name(Name0),
    Debug = gen:debug_options(Name, Options),
    Server = #server{parent = Parent, name = Name, mod = Mod, hibernate_after = gen:hibernate_after(Options)},
    case init_it(Mod, Args) of
        {ok, {ok, State}} ->
            proc_lib:init_ack(Starter, {ok, self()}),
            loop(Server, State, infinity, Debug);
        {ok, {ok, State, Action}} ->
            case is_action(Action) of
                true ->
                    proc_lib:init_ack(Starter, {ok, self()}),
                    after_action(Server, State, Action, Debug);
                false ->
                    init_failed(Starter, Name0, {bad_return_value, {ok, State, Action}})
            end;
        {ok, {stop, Reason}} ->
            gen:unregister_name(Name0),
            exit(proc_lib:init_fail(Starter, {error, Reason}, {exit, Reason}));
        {ok, {error, Reason}} ->
            gen:unregister_name(Name0),
            proc_lib:init_fail(Starter, {error, Reason}, {exit, normal});
        {ok, ignore} ->
            gen:unregister_name(Name0),
            proc_lib:init_fail(Starter, ignore, {exit, normal});
        {ok, Else} ->
            init_failed(Starter, Name0, {bad_return_value, Else});
        {'EXIT', Class, Reason, Stack} ->
            gen:unregister_name(Name0),
            proc_lib:init_fail(Starter, {error, init_reason(Class, Reason, Stack)}, {Class, Reason, Stack})
    end.

init_it(Mod, Args) ->
    try {ok, Mod:init(Args)}
    catch
        throw:R -> {ok, R};
        Class:R:S -> {'EXIT', Class, R, S}
    end.

init_failed(Starter, Name, Reason) ->
    gen:unregister_name(Name),
    exit(proc_lib:init_fail(Starter, {error, Reason}, {exit, Reason})).

init_reason(error, Reason, Stack) -> {Reason, Stack};
init_reason(exit, Reason, _) -> Reason.

-define(is_timeout(T), (T =:= infinity orelse is_integer(T) andalso T >= 0)).

is_action(hibernate) -> true;
is_action({continue, _}) -> true;
is_action({timeout, T, _}) when ?is_timeout(T) -> true;
is_action({hibernate, T, _}) when ?is_timeout(T) -> true;
is_action(T) when ?is_timeout(T) -> true;
is_action(_) -> false.

%% What a callback wants done next.
after_action(Server, State, {continue, Continue} = Msg, Debug) ->
    Reply = try_handle_continue(Server#server.mod, Continue, State),
    case Debug of
        [] -> handle_common_reply(Reply, Server, undefined, Msg, State, []);
        _ ->
            Debug1 = sys:handle_debug(Debug, fun print_event/3, Server#server.name, Msg),
            handle_common_reply(Reply, Server, undefined, Msg, State, Debug1)
    end;
after_action(Server, State, Action, Debug) -> loop(Server, State, Action, Debug).

loop(Server, State, hibernate, Debug) ->
    proc_lib:hibernate(?MODULE, wake_hib, [Server, State, Debug, [], [], []]);
loop(Server, State, {hibernate, Time, Msg}, Debug) ->
    Timer = start_timer(Time, Msg),
    proc_lib:hibernate(?MODULE, wake_hib, [Server, State, Debug, Timer, [], []]);
loop(Server, State, infinity, []) -> loop(Server, State, Server#server.hibernate_after, infinity, []);
loop(#server{hibernate_after = HibernateAfter} = Server, State, infinity, Debug) ->
    receive
        Msg -> decode_msg(Msg, Server, State, infinity, Debug, false)
    after HibernateAfter ->
        loop(Server, State, hibernate, Debug)
    end;
loop(Server, State, {timeout, Time, Timeout}, Debug) ->
    Msg = receive Input -> Input after Time -> Timeout end,
    decode_msg(Msg, Server, State, {timeout, Time, Timeout}, Debug, false);
loop(Server, State, Time, Debug) ->
    Msg = receive Input -> Input after Time -> timeout end,
    decode_msg(Msg, Server, State, Time, Debug, false).

%% The usual case, in few steps: no time limit (`infinity`), no debugging (`[]`).
loop(Server, State, HibernateAfter, _, _) ->
    receive
        {'$gen_call', From, Msg} -> try_handle_call(Server, Msg, From, State, []);
        {'$gen_cast', Msg} -> try_handle_cast(Server, Msg, State, []);
        Msg -> decode_msg(Msg, Server, State, infinity, [], false)
    after HibernateAfter ->
        loop(Server, State, hibernate, [])
    end.

start_timer(infinity, _) -> [];
start_timer(Time, Msg) -> erlang:send_after(Time, self(), {'$gen_timeout', Msg}).

-doc false.
wake_hib(Server, State, Debug, Timer, _, _) ->
    Msg = receive Input -> Input end,
    case Timer of
        [] -> ok;
        _ ->
            erlang:cancel_timer(Timer),
            receive {'$gen_timeout', _} -> ok after 0 -> ok end
    end,
    Shown = case Msg of {'$gen_timeout', Timeout} when Timer =/= [] -> Timeout; _ -> Msg end,
    decode_msg(Shown, Server, State, hibernate, Debug, true).

decode_msg(Msg, Server, State, Action, Debug, Hib) ->
    case Msg of
        {system, From, Request} ->
            sys:handle_system_msg(Request, From, Server#server.parent, ?MODULE, Debug, [Server, State, Action], Hib);
        {'EXIT', Parent, Reason} when Parent =:= Server#server.parent ->
            terminate(Reason, stacktrace(), Server, undefined, Msg, State, Debug);
        _ when Debug =:= [] ->
            handle_msg(Msg, Server, State, []);
        _ ->
            Debug1 = sys:handle_debug(Debug, fun print_event/3, Server#server.name, {in, Msg}),
            handle_msg(Msg, Server, State, Debug1)
    end.

handle_msg({'$gen_call', From, Msg}, Server, State, Debug) -> try_handle_call(Server, Msg, From, State, Debug);
handle_msg({'$gen_cast', Msg}, Server, State, Debug) -> try_handle_cast(Server, Msg, State, Debug);
handle_msg(Msg, Server, State, Debug) -> try_handle_info(Server, Msg, State, Debug).

%% The usual results, without debugging, lead straight to the next message.
try_handle_call(#server{mod = Mod} = Server, Msg, From, State, Debug) ->
    try Mod:handle_call(Msg, From, State) of
        {reply, Reply, State1} when Debug =:= [] ->
            gen:reply(From, Reply),
            loop(Server, State1, Server#server.hibernate_after, infinity, []);
        Result -> handle_call_reply(Result, Server, From, Msg, State, Debug)
    catch
        throw:R -> handle_call_reply(R, Server, From, Msg, State, Debug);
        Class:R:S -> handle_common_reply({'EXIT', Class, R, S}, Server, From, Msg, State, Debug)
    end.

try_handle_cast(#server{mod = Mod} = Server, Msg, State, Debug) ->
    try Mod:handle_cast(Msg, State) of
        {noreply, State1} when Debug =:= [] -> loop(Server, State1, Server#server.hibernate_after, infinity, []);
        Result -> handle_common_reply({ok, Result}, Server, undefined, {'$gen_cast', Msg}, State, Debug)
    catch
        throw:R -> handle_common_reply({ok, R}, Server, undefined, {'$gen_cast', Msg}, State, Debug);
        Class:R:S -> handle_common_reply({'EXIT', Class, R, S}, Server, undefined, {'$gen_cast', Msg}, State, Debug)
    end.

try_handle_continue(Mod, Continue, State) ->
    try {ok, Mod:handle_continue(Continue, State)}
    catch
        throw:R -> {ok, R};
        Class:R:S -> {'EXIT', Class, R, S}
    end.

try_handle_info(#server{mod = Mod} = Server, Msg, State, Debug) ->
    try Mod:handle_info(Msg, State) of
        {noreply, State1} when Debug =:= [] -> loop(Server, State1, Server#server.hibernate_after, infinity, []);
        Result -> handle_common_reply({ok, Result}, Server, undefined, Msg, State, Debug)
    catch
        throw:R -> handle_common_reply({ok, R}, Server, undefined, Msg, State, Debug);
        Class:R:S ->
            case Class =:= error andalso R =:= undef andalso not erlang:function_exported(Mod, handle_info, 2) of
                true ->
                    logger:log(warning, #{label => {?MODULE, no_handle_info}, module => Mod, message => Msg},
                               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "gen_server.erl", line => ?LINE,
                                 error_logger => #{tag => warning_msg, report_cb => fun ?MODULE:format_log/1}}),
                    handle_common_reply({ok, {noreply, State}}, Server, undefined, Msg, State, Debug);
                false -> handle_common_reply({'EXIT', Class, R, S}, Server, undefined, Msg, State, Debug)
            end
    end.

handle_call_reply(Result, #server{name = Name} = Server, From, Msg, State, Debug) ->
    case Result of
        {reply, Reply, State1} -> loop(Server, State1, infinity, reply(Name, From, Reply, State1, Debug));
        {reply, Reply, State1, Action} ->
            case is_action(Action) of
                true -> after_action(Server, State1, Action, reply(Name, From, Reply, State1, Debug));
                false -> handle_common_reply({ok, Result}, Server, From, Msg, State, Debug)
            end;
        {stop, Reason, Reply, State1} -> stop_with_reply(Reason, Reply, Server, From, Msg, State1, Debug);
        _ -> handle_common_reply({ok, Result}, Server, From, Msg, State, Debug)
    end.

stop_with_reply(Reason, Reply, #server{name = Name} = Server, From, Msg, State, Debug) ->
    try
        terminate(Reason, stacktrace(), Server, From, Msg, State, Debug)
    after
        reply(Name, From, Reply, State, Debug)
    end.

reply(_, From, Reply, _, []) ->
    gen:reply(From, Reply),
    [];
reply(Name, From, Reply, State, Debug) ->
    gen:reply(From, Reply),
    sys:handle_debug(Debug, fun print_event/3, Name, {out, Reply, From, State}).

handle_common_reply(Reply, Server, From, Msg, State, Debug) ->
    case Reply of
        {ok, {noreply, State1}} ->
            loop(Server, State1, infinity, noreply(Server, State1, Debug));
        {ok, {noreply, State1, Action} = Result} ->
            case is_action(Action) of
                true -> after_action(Server, State1, Action, noreply(Server, State1, Debug));
                false -> terminate({bad_return_value, Result}, stacktrace(), Server, From, Msg, State, Debug)
            end;
        {ok, {stop, Reason, State1}} ->
            terminate(Reason, stacktrace(), Server, From, Msg, State1, Debug);
        {'EXIT', Class, Reason, Stack} ->
            terminate(Class, Reason, Stack, Server, From, Msg, State, Debug);
        {ok, Bad} ->
            terminate({bad_return_value, Bad}, stacktrace(), Server, From, Msg, State, Debug)
    end.

noreply(_, _, []) -> [];
noreply(#server{name = Name}, State, Debug) ->
    sys:handle_debug(Debug, fun print_event/3, Name, {noreply, State}).

%% ---------------------------------------------------------------------------------------------------------
%% Termination

terminate(Reason, Stack, Server, From, Msg, State, Debug) ->
    terminate(exit, Reason, Stack, false, Server, From, Msg, State, Debug).

terminate(Class, Reason, Stack, Server, From, Msg, State, Debug) ->
    terminate(Class, Reason, Stack, true, Server, From, Msg, State, Debug).

terminate(Class, Reason, Stack, Crashed, #server{name = Name, mod = Mod}, From, Msg, State, Debug) ->
    Told = if Class =:= error -> {Reason, Stack}; true -> Reason end,
    Reported = if Crashed -> {Reason, Stack}; true -> Told end,
    case try_terminate(Mod, Told, State) of
        {ok, _} -> ok;
        {'EXIT', C, R, S} ->
            error_info({R, S}, Name, From, Msg, Mod, State, Debug),
            erlang:raise(C, R, S)
    end,
    case {Class, Reason} of
        {exit, normal} -> ok;
        {exit, shutdown} -> ok;
        {exit, {shutdown, _}} -> ok;
        _ -> error_info(Reported, Name, From, Msg, Mod, State, Debug)
    end,
    erlang:raise(Class, Reason, Stack).

try_terminate(Mod, Reason, State) ->
    case erlang:function_exported(Mod, terminate, 2) of
        true ->
            try {ok, Mod:terminate(Reason, State)}
            catch
                throw:R -> {ok, R};
                Class:R:S -> {'EXIT', Class, R, S}
            end;
        false -> {ok, ok}
    end.

error_info(_, application_controller, _, _, _, _, _) -> ok;
error_info(Reason, Name, From, Msg, Mod, State, Debug) ->
    Status = gen:format_status(Mod, terminate,
                               #{reason => Reason, state => State, message => Msg, log => sys:get_log(Debug)},
                               [get(), State]),
    Shown = case Status of
        #{'EXIT' := Why} -> Why;
        #{'$status' := S} -> S;
        #{state := S} -> S
    end,
    logger:log(error,
               #{label => {?MODULE, terminate}, name => Name, last_message => maps:get(message, Status),
                 state => Shown, log => maps:get(log, Status), reason => maps:get(reason, Status),
                 client_info => client_stacktrace(From), process_label => proc_lib:get_label(self())},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "gen_server.erl", line => ?LINE,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}),
    ok.

client_stacktrace(undefined) -> undefined;
client_stacktrace({From, _}) -> client_stacktrace(From);
client_stacktrace(From) when is_pid(From), node(From) =:= node() ->
    case process_info(From, [current_stacktrace, registered_name]) of
        undefined -> {From, dead};
        [{current_stacktrace, Stack}, {registered_name, []}] -> {From, {From, Stack}};
        [{current_stacktrace, Stack}, {registered_name, Name}] -> {From, {Name, Stack}}
    end;
client_stacktrace(From) when is_pid(From) -> {From, remote};
client_stacktrace(_) -> undefined.

%% ---------------------------------------------------------------------------------------------------------
%% System messages

-doc false.
system_continue(Parent, Debug, [Server, State, Action]) -> loop(Server#server{parent = Parent}, State, Action, Debug).

-doc false.
system_terminate(Reason, _Parent, Debug, [Server, State, _]) ->
    terminate(Reason, stacktrace(), Server, undefined, [], State, Debug).

-doc false.
system_code_change([#server{mod = Mod} = Server, State, Action], _Module, OldVsn, Extra) ->
    case catch Mod:code_change(OldVsn, State, Extra) of
        {ok, State1} -> {ok, [Server, State1, Action]};
        Else -> Else
    end.

-doc false.
system_get_state([_, State, _]) -> {ok, State}.

-doc false.
system_replace_state(Fun, [Server, State, Action]) ->
    State1 = Fun(State),
    {ok, State1, [Server, State1, Action]}.

-doc false.
format_status(Opt, [PDict, SysState, Parent, Debug, [#server{name = Name, mod = Mod}, State, _]]) ->
    Status = gen:format_status(Mod, Opt, #{state => State, log => sys:get_log(Debug)}, [PDict, State]),
    Data = case Status of
        #{'EXIT' := Why} -> [{data, [{"State", Why}]}];
        #{'$status' := S} when is_list(S) -> S;
        #{'$status' := S} -> [S];
        #{state := S} -> [{data, [{"State", S}]}]
    end,
    [{header, gen:format_status_header("Status for generic server", Name)},
     {data, [{"Status", SysState}, {"Parent", Parent}, {"Logged events", maps:get(log, Status)}]} | Data].

print_event(Dev, {in, Msg}, Name) ->
    case Msg of
        {'$gen_call', {From, _}, Call} -> io:format(Dev, "*DBG* ~tp got call ~tp from ~tp~n", [Name, Call, From]);
        {'$gen_cast', Cast} -> io:format(Dev, "*DBG* ~tp got cast ~tp~n", [Name, Cast]);
        _ -> io:format(Dev, "*DBG* ~tp got ~tp~n", [Name, Msg])
    end;
print_event(Dev, {out, Msg, {To, _}, State}, Name) ->
    io:format(Dev, "*DBG* ~tp sent ~tp to ~tp, new state ~tp~n", [Name, Msg, To, State]);
print_event(Dev, {noreply, State}, Name) ->
    io:format(Dev, "*DBG* ~tp new state ~tp~n", [Name, State]);
print_event(Dev, Event, Name) ->
    io:format(Dev, "*DBG* ~tp dbg  ~tp~n", [Name, Event]).

%% ---------------------------------------------------------------------------------------------------------
%% The texts of reports

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{label := {?MODULE, terminate}, name := Name, last_message := Msg, state := State, log := Log, reason := Reason,
        client_info := Client} = Report, multi) ->
    Label = maps:get(process_label, Report, undefined),
    [{"** Generic server ~tp terminating \n", [Name]}] ++
        [{"** Process label == ~tp~n", [Label]} || Label =/= undefined] ++
        [{"** Last message in was ~tp~n", [Msg]},
         {"** When Server state == ~tp~n", [State]},
         {"** Reason for termination ==~n** ~tp~n", [gen_report:reason(Reason)]}] ++
        [{"** Log ==~n** ~tp~n", [Log]} || Log =/= []] ++
        gen_report:client(Client, multi);
lines(#{label := {?MODULE, terminate}, name := Name, last_message := Msg, state := State, log := Log, reason := Reason,
        client_info := Client} = Report, single) ->
    Label = maps:get(process_label, Report, undefined),
    [{"Generic server ~tp terminating", [Name]}] ++
        [{". Label: ~tp", [Label]} || Label =/= undefined] ++
        [{". Reason: ~tp", [gen_report:reason(Reason)]},
         {". Last message: ~tp", [Msg]},
         {". State: ~tp.", [State]}] ++
        [{" Log: ~tp.", [Log]} || Log =/= []] ++
        gen_report:client(Client, single);
lines(#{label := {?MODULE, no_handle_info}, module := Mod, message := Msg}, multi) ->
    [{"** Undefined handle_info in ~tp~n", [Mod]}, {"** Unhandled message: ~tp~n", [Msg]}];
lines(#{label := {?MODULE, no_handle_info}, module := Mod, message := Msg}, single) ->
    [{"Undefined handle_info in ~tp. ", [Mod]}, {"Unhandled message: ~tp.", [Msg]}].

stacktrace() ->
    try throw(here)
    catch
        throw:here:Stack -> tl(Stack)
    end.
