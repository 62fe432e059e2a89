%% The generic event manager behaviour: one process that runs any number of event handlers.
-module(gen_event).
-export([start/0, start/1, start/2, start_link/0, start_link/1, start_link/2, start_monitor/0, start_monitor/1,
         start_monitor/2, stop/1, stop/3]).
-export([notify/2, sync_notify/2, add_handler/3, add_sup_handler/3, delete_handler/3, swap_handler/3,
         swap_sup_handler/3, which_handlers/1, call/3, call/4]).
-export([send_request/3, send_request/5, wait_response/2, wait_response/3, receive_response/2, receive_response/3,
         check_response/2, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([init_it/6, wake_hib/5]).
-export([system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2,
         format_status/2]).
-export([format_log/1, format_log/2]).

-export_type([handler/0, handler_args/0, add_handler_ret/0, del_handler_ret/0, request_id/0, request_id_collection/0,
              response_timeout/0, format_status/0, emgr_name/0, emgr_ref/0, start_ret/0, start_mon_ret/0]).

-type handler() :: atom() | {atom(), term()}.
-type handler_args() :: term().
-type add_handler_ret() :: ok | term() | {'EXIT', term()}.
-type del_handler_ret() :: ok | term() | {'EXIT', term()}.
-type request_id() :: gen:request_id().
-type request_id_collection() :: gen:request_id_collection().
-type response_timeout() :: timeout() | {abs, integer()}.
-type emgr_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type emgr_ref() :: atom() | {atom(), node()} | {global, term()} | {via, module(), term()} | pid().
-type start_ret() :: {ok, pid()} | {error, term()}.
-type start_mon_ret() :: {ok, {pid(), reference()}} | {error, term()}.
-type format_status() :: #{state => term(), message => term(), reason => term(), log => [sys:system_event()]}.

-callback init(InitArgs :: term()) -> {ok, State :: term()} | {ok, State :: term(), hibernate} | {error, Reason :: term()}.
-callback handle_event(Event :: term(), State :: term()) ->
    {ok, NewState :: term()} | {ok, NewState :: term(), hibernate} |
    {swap_handler, Args1 :: term(), NewState :: term(), Handler2 :: (atom() | {atom(), Id :: term()}), Args2 :: term()} |
    remove_handler.
-callback handle_call(Request :: term(), State :: term()) ->
    {ok, Reply :: term(), NewState :: term()} | {ok, Reply :: term(), NewState :: term(), hibernate} |
    {swap_handler, Reply :: term(), Args1 :: term(), NewState :: term(), Handler2 :: (atom() | {atom(), Id :: term()}),
     Args2 :: term()} | {remove_handler, Reply :: term()}.
-callback handle_info(Info :: term(), State :: term()) ->
    {ok, NewState :: term()} | {ok, NewState :: term(), hibernate} |
    {swap_handler, Args1 :: term(), NewState :: term(), Handler2 :: (atom() | {atom(), Id :: term()}), Args2 :: term()} |
    remove_handler.
-callback terminate(Args :: term(), State :: term()) -> term().
-callback code_change(OldVsn :: term(), State :: term(), Extra :: term()) -> {ok, NewState :: term()}.
-callback format_status(Opt, StatusData) -> Status when
      Opt :: normal | terminate, StatusData :: [PDict | State], PDict :: [{term(), term()}], State :: term(), Status :: term().
-callback format_status(Status :: format_status()) -> format_status().
-optional_callbacks([handle_info/2, terminate/2, code_change/3, format_status/1, format_status/2]).

-record(handler, {module, id = false, state, supervised = false}).

%% ---------------------------------------------------------------------------------------------------------
%% Starting and stopping

-define(NO_CALLBACK, 'no callback module').

-doc "Starts an event manager without a link.".
start() -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], []).

start(Name) when is_tuple(Name) -> gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], []);
start(Options) when is_list(Options) -> gen:start(?MODULE, nolink, ?NO_CALLBACK, [], Options);
start(Arg) -> error(badarg, [Arg]).

start(Name, Options) when is_tuple(Name), is_list(Options) -> gen:start(?MODULE, nolink, Name, ?NO_CALLBACK, [], Options);
start(Name, Options) -> error(badarg, [Name, Options]).

-doc "Starts an event manager linked to the caller.".
start_link() -> gen:start(?MODULE, link, ?NO_CALLBACK, [], []).

start_link(Name) when is_tuple(Name) -> gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], []);
start_link(Options) when is_list(Options) -> gen:start(?MODULE, link, ?NO_CALLBACK, [], Options);
start_link(Arg) -> error(badarg, [Arg]).

start_link(Name, Options) when is_tuple(Name), is_list(Options) -> gen:start(?MODULE, link, Name, ?NO_CALLBACK, [], Options);
start_link(Name, Options) -> error(badarg, [Name, Options]).

-doc "Starts an event manager monitored by the caller.".
start_monitor() -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], []).

start_monitor(Name) when is_tuple(Name) -> gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], []);
start_monitor(Options) when is_list(Options) -> gen:start(?MODULE, monitor, ?NO_CALLBACK, [], Options);
start_monitor(Arg) -> error(badarg, [Arg]).

start_monitor(Name, Options) when is_tuple(Name), is_list(Options) ->
    gen:start(?MODULE, monitor, Name, ?NO_CALLBACK, [], Options);
start_monitor(Name, Options) -> error(badarg, [Name, Options]).

-doc "Stops an event manager with reason normal.".
stop(M) -> gen:stop(M).

-doc "Stops an event manager.".
stop(M, Reason, Timeout) -> gen:stop(M, Reason, Timeout).

-doc false.
init_it(Starter, self, Name, Mod, Args, Options) -> init_it(Starter, self(), Name, Mod, Args, Options);
init_it(Starter, Parent, Name0, _, _, Options) ->
    process_flag(trap_exit, true),
    Name = gen:name(Name0),
    Debug = gen:debug_options(Name, Options),
    proc_lib:init_ack(Starter, {ok, self()}),
    fetch_msg(Parent, Name, [], gen:hibernate_after(Options), Debug, false).

%% ---------------------------------------------------------------------------------------------------------
%% The client side

-doc "Adds a handler.".
add_handler(M, Handler, Args) -> rpc(M, {add_handler, Handler, Args}).

-doc "Adds a handler that is removed when the caller dies.".
add_sup_handler(M, Handler, Args) -> rpc(M, {add_sup_handler, Handler, Args, self()}).

-doc "Sends an event to all handlers.".
notify(M, Event) -> send(M, {notify, Event}).

-doc "Sends an event to all handlers and waits until they have handled it.".
sync_notify(M, Event) -> rpc(M, {sync_notify, Event}).

-doc "Makes a call to one handler.".
call(M, Handler, Query) -> call1(M, Handler, Query).

call(M, Handler, Query, Timeout) ->
    try gen:call(M, self(), {call, Handler, Query}, Timeout) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [M, Handler, Query, Timeout]}})
    end.

call1(M, Handler, Query) ->
    try gen:call(M, self(), {call, Handler, Query}) of
        {ok, Reply} -> Reply
    catch
        exit:Reason -> exit({Reason, {?MODULE, call, [M, Handler, Query]}})
    end.

-doc "Sends a call without waiting; its reply is fetched by the identifier.".
send_request(M, Handler, Request) ->
    try gen:send_request(M, self(), {call, Handler, Request})
    catch error:badarg -> error(badarg, [M, Handler, Request])
    end.

send_request(M, Handler, Request, Label, Ids) ->
    try gen:send_request(M, self(), {call, Handler, Request}, Label, Ids)
    catch error:badarg -> error(badarg, [M, Handler, Request, Label, Ids])
    end.

-define(badarg(Call, Args), try Call catch error:_ -> erlang:error(badarg, Args) end).
%% For collections: what is none leaves a function without a clause.
-define(bad(Call, Args), try Call catch error:badarg -> erlang:error(badarg, Args) end).

-doc "Waits for the reply of a request.".
wait_response(ReqId, Timeout) -> answer(?badarg(gen:wait_response(ReqId, Timeout), [ReqId, Timeout])).
wait_response(Ids, Timeout, Delete) -> answer(?bad(gen:wait_response(Ids, Timeout, Delete), [Ids, Timeout, Delete])).

-doc "Waits for the reply of a request and abandons it at the timeout.".
receive_response(ReqId, Timeout) -> answer(?badarg(gen:receive_response(ReqId, Timeout), [ReqId, Timeout])).
receive_response(Ids, Timeout, Delete) -> answer(?bad(gen:receive_response(Ids, Timeout, Delete), [Ids, Timeout, Delete])).

-doc "Whether a message is the reply of a request.".
check_response(Msg, ReqId) -> answer(?badarg(gen:check_response(Msg, ReqId), [Msg, ReqId])).
check_response(Msg, Ids, Delete) -> answer(?bad(gen:check_response(Msg, Ids, Delete), [Msg, Ids, Delete])).

%% An error answered by the manager is an error of the request.
answer({reply, {error, Reason}}) -> {error, Reason};
answer({{reply, {error, Reason}}, Label, Ids}) -> {{error, Reason}, Label, Ids};
answer(Answer) -> Answer.

reqids_new() -> gen:reqids_new().
reqids_size(Ids) -> ?badarg(gen:reqids_size(Ids), [Ids]).
reqids_add(ReqId, Label, Ids) -> ?badarg(gen:reqids_add(ReqId, Label, Ids), [ReqId, Label, Ids]).
reqids_to_list(Ids) -> ?badarg(gen:reqids_to_list(Ids), [Ids]).

-doc "Removes a handler.".
delete_handler(M, Handler, Args) -> rpc(M, {delete_handler, Handler, Args}).

-doc "Puts a handler in the place of another.".
swap_handler(M, {H1, A1}, {H2, A2}) -> rpc(M, {swap_handler, H1, A1, H2, A2}).

swap_sup_handler(M, {H1, A1}, {H2, A2}) -> rpc(M, {swap_sup_handler, H1, A1, H2, A2, self()}).

-doc "The handlers installed.".
which_handlers(M) -> rpc(M, which_handlers).

rpc(M, Cmd) ->
    {ok, Reply} = gen:call(M, self(), Cmd, infinity),
    Reply.

send({global, Name}, Cmd) ->
    try global:send(Name, Cmd) catch _:_ -> ok end,
    ok;
send({via, Module, Name}, Cmd) ->
    try Module:send(Name, Cmd) catch _:_ -> ok end,
    ok;
send(M, Cmd) ->
    M ! Cmd,
    ok.

%% ---------------------------------------------------------------------------------------------------------
%% The manager

fetch_msg(Parent, Name, Handlers, HibernateAfter, Debug, true) ->
    proc_lib:hibernate(?MODULE, wake_hib, [Parent, Name, Handlers, HibernateAfter, Debug]);
fetch_msg(Parent, Name, Handlers, HibernateAfter, Debug, Hib) ->
    receive
        Msg -> message(Msg, Parent, Name, Handlers, HibernateAfter, Debug, Hib)
    after HibernateAfter ->
        fetch_msg(Parent, Name, Handlers, HibernateAfter, Debug, true)
    end.

-doc false.
wake_hib(Parent, Name, Handlers, HibernateAfter, Debug) ->
    receive Msg -> message(Msg, Parent, Name, Handlers, HibernateAfter, Debug, true) end.

message(Msg, Parent, Name, Handlers, HibernateAfter, Debug, Hib) ->
    case Msg of
        {system, From, Request} ->
            sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, [Name, Handlers, HibernateAfter, Hib], Hib);
        {'EXIT', Parent, Reason} ->
            terminate(Reason, Parent, Handlers, Name);
        _ when Debug =:= [] ->
            {Hib1, Handlers1} = handle(Msg, Handlers, Name),
            fetch_msg(Parent, Name, Handlers1, HibernateAfter, [], Hib1);
        _ ->
            Debug1 = sys:handle_debug(Debug, fun print_event/3, Name, {in, Msg}),
            {Hib1, Handlers1} = handle(Msg, Handlers, Name),
            fetch_msg(Parent, Name, Handlers1, HibernateAfter, Debug1, Hib1)
    end.

handle({notify, Event}, Handlers, Name) -> notify_all(Event, handle_event, Handlers, Name);
handle({_, From, {sync_notify, Event}}, Handlers, Name) ->
    Result = notify_all(Event, handle_event, Handlers, Name),
    gen:reply(From, ok),
    Result;
handle({'EXIT', Pid, Reason} = Msg, Handlers, Name) ->
    Left = owner_died(Pid, Reason, Handlers, Name),
    notify_all(Msg, handle_info, Left, Name);
handle({_, From, {call, Handler, Query}}, Handlers, Name) ->
    {Reply, Hib, Handlers1} = call_handler(Handler, Query, Handlers, Name),
    gen:reply(From, Reply),
    {Hib, Handlers1};
handle({_, From, {add_handler, Handler, Args}}, Handlers, _) ->
    replied(From, add(Handler, Args, Handlers, false));
handle({_, From, {add_sup_handler, Handler, Args, Owner}}, Handlers, _) ->
    replied(From, add(Handler, Args, Handlers, Owner));
handle({_, From, {delete_handler, Handler, Args}}, Handlers, Name) ->
    {Reply, Handlers1} = delete(Handler, Args, Handlers, Name),
    gen:reply(From, Reply),
    {false, Handlers1};
handle({_, From, {swap_handler, H1, A1, H2, A2}}, Handlers, Name) ->
    replied(From, swapped(swap(H1, A1, H2, A2, Handlers, false, Name)));
handle({_, From, {swap_sup_handler, H1, A1, H2, A2, Owner}}, Handlers, Name) ->
    replied(From, swapped(swap(H1, A1, H2, A2, Handlers, Owner, Name)));
handle({_, From, which_handlers}, Handlers, _) ->
    gen:reply(From, [handler_name(H) || H <- Handlers]),
    {false, Handlers};
handle({_, From, get_modules}, Handlers, _) ->
    gen:reply(From, lists:usort([H#handler.module || H <- Handlers])),
    {false, Handlers};
handle(Msg, Handlers, Name) -> notify_all(Msg, handle_info, Handlers, Name).

swapped({Hib, Reply, Handlers}) when Reply =:= ok; element(1, Reply) =:= error -> {Hib, Reply, Handlers};
swapped({Hib, Reply, Handlers}) -> {Hib, {error, Reply}, Handlers}.

replied(From, {Hib, Reply, Handlers}) ->
    gen:reply(From, Reply),
    {Hib, Handlers}.

handler_name(#handler{module = Mod, id = false}) -> Mod;
handler_name(#handler{module = Mod, id = Id}) -> {Mod, Id}.

module_and_id({Mod, Id}) -> {Mod, Id};
module_and_id(Mod) -> {Mod, false}.

%% The handler with the others before and after it, or false.
split(Handler, Handlers) ->
    {Mod, Id} = module_and_id(Handler),
    case lists:splitwith(fun(H) -> not (H#handler.module =:= Mod andalso H#handler.id =:= Id) end, Handlers) of
        {Before, [H | After]} -> {H, Before, After};
        {_, []} -> false
    end.

add(Handler, Args, Handlers, Owner) ->
    {Mod, Id} = module_and_id(Handler),
    Owner =/= false andalso link(Owner),
    H = #handler{module = Mod, id = Id, supervised = Owner},
    case catch Mod:init(Args) of
        {ok, State} -> {false, ok, [H#handler{state = State} | Handlers]};
        {ok, State, hibernate} -> {true, ok, [H#handler{state = State} | Handlers]};
        Other ->
            Owner =/= false andalso unlink_owner(H, Handlers),
            {false, Other, Handlers}
    end.

%% The link to an owner stays while another handler of its is there.
unlink_owner(#handler{supervised = false}, _) -> ok;
unlink_owner(#handler{supervised = Owner}, Handlers) ->
    case lists:keymember(Owner, #handler.supervised, Handlers) of
        true -> ok;
        false -> unlink(Owner)
    end.

delete(Handler, Args, Handlers, Name) ->
    case split(Handler, Handlers) of
        {H, Before, After} ->
            Left = Before ++ After,
            unlink_owner(H, Left),
            {do_terminate(H, Args, delete, Name, H#handler.state, normal), Left};
        false -> {{error, module_not_found}, Handlers}
    end.

swap(H1, A1, H2, A2, Handlers, Owner, Name) ->
    case split(H1, Handlers) of
        {H, Before, After} ->
            Left = Before ++ After,
            State = do_terminate(H, A1, swapped(H2, Owner), Name, H#handler.state, {swapped, H2, Owner}),
            Owner =:= H#handler.supervised orelse unlink_owner(H, Left),
            add(H2, {A2, State}, Left, Owner);
        false -> add(H2, {A2, error}, Handlers, Owner)
    end.

swapped(Handler, Owner) -> {swapped, Handler, Owner}.

owner_died(Pid, Reason, Handlers, Name) ->
    lists:filter(fun(#handler{supervised = Owner} = H) ->
        Owner =/= Pid orelse begin
            do_terminate(H, {stop, Reason}, {parent_terminated, {Pid, Reason}}, Name, H#handler.state, shutdown),
            false
        end
    end, Handlers).

notify_all(Event, Function, Handlers, Name) -> notify_all(Event, Function, Handlers, Name, [], false).

notify_all(Event, Function, [H | Hs], Name, Acc, Hib) ->
    case update(Event, Function, H, Name, lists:reverse(Acc, Hs)) of
        {ok, H1} -> notify_all(Event, Function, Hs, Name, [H1 | Acc], Hib);
        {hibernate, H1} -> notify_all(Event, Function, Hs, Name, [H1 | Acc], true);
        no -> notify_all(Event, Function, Hs, Name, Acc, Hib)
    end;
notify_all(_, _, [], _, Acc, Hib) -> {Hib, lists:reverse(Acc)}.

update(Event, Function, #handler{module = Mod, state = State} = H, Name, Others) ->
    case catch Mod:Function(Event, State) of
        {ok, State1} -> {ok, H#handler{state = State1}};
        {ok, State1, hibernate} -> {hibernate, H#handler{state = State1}};
        {swap_handler, A1, State1, Handler2, A2} -> swap_own(H, A1, State1, Handler2, A2, Name, Others);
        remove_handler ->
            do_terminate(H, remove_handler, remove, Name, State, normal),
            unlink_owner(H, Others),
            no;
        {'EXIT', {undef, [{Mod, handle_info, [_, _], _} | _]}} ->
            case erlang:function_exported(Mod, handle_info, 2) of
                false ->
                    logger:log(warning, #{label => {?MODULE, no_handle_info}, module => Mod, message => Event},
                               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "gen_event.erl", line => ?LINE,
                                 error_logger => #{tag => warning_msg, report_cb => fun ?MODULE:format_log/1}}),
                    {ok, H};
                true ->
                    failed(H, {'EXIT', undef}, Event, State, Name, Others)
            end;
        Other -> failed(H, Other, Event, State, Name, Others)
    end.

failed(H, Other, Event, State, Name, Others) ->
    do_terminate(H, {error, Other}, Event, Name, State, crash),
    unlink_owner(H, Others),
    no.

%% A handler that wants another in its place.
swap_own(#handler{supervised = Owner} = H, A1, State, Handler2, A2, Name, Others) ->
    State1 = do_terminate(H, A1, swapped(Handler2, Owner), Name, State, {swapped, Handler2, Owner}),
    {Mod2, Id2} = module_and_id(Handler2),
    New = #handler{module = Mod2, id = Id2, supervised = Owner},
    case catch Mod2:init({A2, State1}) of
        {ok, State2} -> {ok, New#handler{state = State2}};
        {ok, State2, hibernate} -> {hibernate, New#handler{state = State2}};
        Other ->
            report_terminate(New, crash, {error, Other}, [], Name, undefined),
            unlink_owner(New, Others),
            no
    end.

call_handler(Handler, Query, Handlers, Name) ->
    case split(Handler, Handlers) of
        {#handler{module = Mod, state = State} = H, Before, After} ->
            Others = Before ++ After,
            case catch Mod:handle_call(Query, State) of
                {ok, Reply, State1} -> {Reply, false, Before ++ [H#handler{state = State1} | After]};
                {ok, Reply, State1, hibernate} -> {Reply, true, Before ++ [H#handler{state = State1} | After]};
                {swap_handler, Reply, A1, State1, Handler2, A2} ->
                    case swap_own(H, A1, State1, Handler2, A2, Name, Others) of
                        {ok, H1} -> {Reply, false, Before ++ [H1 | After]};
                        {hibernate, H1} -> {Reply, true, Before ++ [H1 | After]};
                        no -> {Reply, false, Others}
                    end;
                {remove_handler, Reply} ->
                    do_terminate(H, remove_handler, remove, Name, State, normal),
                    unlink_owner(H, Others),
                    {Reply, false, Others};
                Other ->
                    do_terminate(H, {error, Other}, Query, Name, State, crash),
                    unlink_owner(H, Others),
                    {{error, call_error(Other)}, false, Others}
            end;
        false -> {{error, bad_module}, false, Handlers}
    end.

call_error({'EXIT', _} = Exit) -> Exit;
call_error(Other) -> Other.

%% Runs the handler's terminate. Why tells the owner and the log: normal, shutdown, crash or swapped.
do_terminate(#handler{module = Mod} = H, Args, Last, Name, State, Why) ->
    case erlang:function_exported(Mod, terminate, 2) of
        true ->
            Result = (catch Mod:terminate(Args, State)),
            case Result of
                {'EXIT', _} when Why =/= crash -> report_terminate(H, crash, {error, Result}, Last, Name, State);
                _ -> report_terminate(H, Why, Args, Last, Name, State)
            end,
            Result;
        false ->
            report_terminate(H, Why, Args, Last, Name, State),
            ok
    end.

report_terminate(H, crash, {error, Why}, Last, Name, State) ->
    report_error(H, Why, State, Last, Name),
    tell_owner(H, Why);
report_terminate(H, Why, _, _, _, _) -> tell_owner(H, Why).

tell_owner(#handler{supervised = false}, _) -> ok;
tell_owner(#handler{supervised = Owner} = H, Why) ->
    Owner ! {gen_event_EXIT, handler_name(H), exit_reason(Why)},
    ok.

exit_reason({'EXIT', Reason}) -> {'EXIT', Reason};
exit_reason(Why) -> Why.

report_error(_, normal, _, _, _) -> ok;
report_error(_, shutdown, _, _, _) -> ok;
report_error(_, {swapped, _, _}, _, _, _) -> ok;
report_error(#handler{module = Mod} = H, Reason, State, Last, Name) ->
    Status = gen:format_status(Mod, terminate, #{state => State, message => Last, reason => Reason}, [get(), State]),
    Shown = case Status of
        #{'EXIT' := Why} -> Why;
        #{'$status' := S} -> S;
        #{state := S} -> S
    end,
    logger:log(error,
               #{label => {?MODULE, terminate}, handler => handler_name(H), name => Name, last_message => maps:get(message, Status),
                 state => Shown, reason => maps:get(reason, Status), process_label => proc_lib:get_label(self())},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "gen_event.erl", line => ?LINE,
                 error_logger => #{tag => error, report_cb => fun ?MODULE:format_log/1}}).

terminate(Reason, Parent, Handlers, Name) ->
    lists:foreach(fun(H) -> do_terminate(H, stop, stop, Name, H#handler.state, shutdown) end, Handlers),
    _ = Parent,
    exit(Reason).

%% ---------------------------------------------------------------------------------------------------------
%% System messages

-doc false.
system_continue(Parent, Debug, [Name, Handlers, HibernateAfter, Hib]) ->
    fetch_msg(Parent, Name, Handlers, HibernateAfter, Debug, Hib).

-doc false.
system_terminate(Reason, Parent, _Debug, [Name, Handlers, _, _]) -> terminate(Reason, Parent, Handlers, Name).

-doc false.
system_code_change([Name, Handlers, HibernateAfter, Hib], Module, OldVsn, Extra) ->
    Handlers1 = [case H of
                     #handler{module = Module, state = State} ->
                         {ok, State1} = Module:code_change(OldVsn, State, Extra),
                         H#handler{state = State1};
                     _ -> H
                 end || H <- Handlers],
    {ok, [Name, Handlers1, HibernateAfter, Hib]}.

-doc false.
system_get_state([_, Handlers, _, _]) ->
    {ok, [{Mod, Id, State} || #handler{module = Mod, id = Id, state = State} <- Handlers]}.

-doc false.
system_replace_state(Fun, [Name, Handlers, HibernateAfter, Hib]) ->
    {States, Handlers1} = lists:unzip([
        begin
            Old = {Mod, Id, State},
            try
                {Mod, Id, State1} = New = Fun(Old),
                {New, H#handler{state = State1}}
            catch
                _:_ -> {Old, H}
            end
        end || #handler{module = Mod, id = Id, state = State} = H <- Handlers]),
    {ok, States, [Name, Handlers1, HibernateAfter, Hib]}.

-doc false.
format_status(Opt, [PDict, SysState, Parent, Debug, [Name, Handlers, _, _]]) ->
    Log = sys:get_log(Debug),
    Shown = [begin
                 S = case gen:format_status(Mod, Opt, #{state => State, log => Log}, [PDict, State]) of
                     #{'EXIT' := Why} -> Why;
                     #{'$status' := St} -> St;
                     #{state := St} -> St
                 end,
                 H#handler{state = S}
             end || #handler{module = Mod, state = State} = H <- Handlers],
    [{header, gen:format_status_header("Status for event handler", Name)},
     {data, [{"Status", SysState}, {"Logged Events", Log}, {"Parent", Parent}]},
     {items, {"Installed handlers", Shown}}].

print_event(Dev, {in, Msg}, Name) ->
    case Msg of
        {notify, Event} -> io:format(Dev, "*DBG* ~tp got event ~tp~n", [Name, Event]);
        {_, _, {call, Handler, Query}} -> io:format(Dev, "*DBG* ~tp(~tp) got call ~tp~n", [Name, Handler, Query]);
        _ -> io:format(Dev, "*DBG* ~tp got ~tp~n", [Name, Msg])
    end;
print_event(Dev, Debug, Name) -> io:format(Dev, "*DBG* ~tp : ~tp~n", [Name, Debug]).

%% ---------------------------------------------------------------------------------------------------------
%% The texts of reports

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{label := {?MODULE, terminate}, handler := Handler, name := Name, last_message := Msg, state := State,
        reason := Reason} = Report, multi) ->
    Label = maps:get(process_label, Report, undefined),
    [{"** gen_event handler ~tp crashed.~n", [Handler]}] ++
        [{"** Process label == ~tp~n", [Label]} || Label =/= undefined] ++
        [{"** Was installed in ~tp~n", [Name]}, {"** Last event was: ~tp~n", [Msg]},
         {"** When handler state == ~tp~n", [State]}, {"** Reason == ~tp~n", [shown_reason(Reason)]}];
lines(#{label := {?MODULE, terminate}, handler := Handler, name := Name, last_message := Msg, state := State,
        reason := Reason} = Report, single) ->
    Label = maps:get(process_label, Report, undefined),
    [{"Generic event handler ~tp crashed", [Handler]}] ++
        [{". Label: ~tp", [Label]} || Label =/= undefined] ++
        [{". Installed: ~tp. ", [Name]}, {"Last event: ~tp. ", [Msg]}, {"State: ~tp. ", [State]},
         {"Reason: ~tp.", [shown_reason(Reason)]}];
lines(#{label := {?MODULE, no_handle_info}, module := Mod, message := Msg}, multi) ->
    [{"** Undefined handle_info in ~tp~n", [Mod]}, {"** Unhandled message: ~tp~n", [Msg]}];
lines(#{label := {?MODULE, no_handle_info}, module := Mod, message := Msg}, single) ->
    [{"Undefined handle_info in ~tp. ", [Mod]}, {"Unhandled message: ~tp.", [Msg]}].

shown_reason({'EXIT', {undef, [{_, _, _, _} | _]} = Reason}) -> gen_report:reason(Reason);
shown_reason({'EXIT', Reason}) -> Reason;
shown_reason(Reason) -> Reason.
