%% System messages: state, suspension, code change and debugging of processes that follow OTP's conventions.
-module(sys).
-export([suspend/1, suspend/2, resume/1, resume/2, get_status/1, get_status/2, get_state/1, get_state/2]).
-export([replace_state/2, replace_state/3, change_code/4, change_code/5, terminate/2, terminate/3]).
-export([log/2, log/3, trace/2, trace/3, statistics/2, statistics/3, log_to_file/2, log_to_file/3]).
-export([no_debug/1, no_debug/2, install/2, install/3, remove/2, remove/3]).
-export([handle_system_msg/6, handle_system_msg/7, handle_debug/4, print_log/1, get_log/1, get_debug/3]).
-export([debug_options/1, suspend_loop_hib/6]).

-export_type([dbg_opt/0, dbg_fun/0, debug_option/0, name/0, system_event/0]).

-type name() :: pid() | atom() | {global, term()} | {via, module(), term()}.
-type system_event() :: {in, Msg :: term()} | {in, Msg :: term(), State :: term()} | {out, Msg :: term(), To :: term()}
    | {out, Msg :: term(), To :: term(), State :: term()} | {noreply, State :: term()} | {continue, term()}
    | {postpone, term(), term(), term()} | {consume, term(), term(), term()} | {start_timer, term(), term()}
    | {insert_timeout, term(), term()} | {enter, term(), term()} | {module, term(), term()} | {terminate, term(), term()} | term().
-type dbg_fun() :: fun((FuncState :: term(), system_event(), ProcState :: term()) -> done | (NewFuncState :: term())).
-opaque dbg_opt() :: {trace, true} | {log, {pos_integer(), list()}} | {statistics, term()} | {log_to_file, term()} | {term(), term()} | {term(), dbg_fun(), term()}.
-type debug_option() :: trace | log | {log, pos_integer()} | statistics | {log_to_file, file:name()}
    | {install, {dbg_fun(), term()} | {term(), dbg_fun(), term()}}.

-callback system_continue(Parent :: pid(), Debug :: [dbg_opt()], Misc :: term()) -> no_return().
-callback system_terminate(Reason :: term(), Parent :: pid(), Debug :: [dbg_opt()], Misc :: term()) -> no_return().
-callback system_code_change(Misc :: term(), Module :: module(), OldVsn :: undefined | term(), Extra :: term()) ->
    {ok, NMisc :: term()}.
-callback system_get_state(Misc :: term()) -> {ok, State :: term()}.
-callback system_replace_state(StateFun :: fun((term()) -> term()), Misc :: term()) ->
    {ok, NState :: term(), NMisc :: term()}.
-optional_callbacks([system_get_state/1, system_replace_state/2]).

%% ---------------------------------------------------------------------------------------------------------
%% Orders to a process

-doc "Suspends a process: it serves system messages alone.".
suspend(Name) -> send_system_msg(Name, suspend, [Name]).
suspend(Name, Timeout) -> send_system_msg(Name, suspend, Timeout, [Name, Timeout]).

-doc "Resumes a suspended process.".
resume(Name) -> send_system_msg(Name, resume, [Name]).
resume(Name, Timeout) -> send_system_msg(Name, resume, Timeout, [Name, Timeout]).

-doc "The status of a process.".
get_status(Name) -> send_system_msg(Name, get_status, [Name]).
get_status(Name, Timeout) -> send_system_msg(Name, get_status, Timeout, [Name, Timeout]).

-doc "The state of a process.".
get_state(Name) -> state_or_error(send_system_msg(Name, get_state, [Name]), [Name]).
get_state(Name, Timeout) -> state_or_error(send_system_msg(Name, get_state, Timeout, [Name, Timeout]), [Name, Timeout]).

-doc "Replaces the state of a process by a function of it.".
replace_state(Name, Fun) -> state_or_error(send_system_msg(Name, {replace_state, Fun}, [Name]), [Name, Fun]).
replace_state(Name, Fun, Timeout) ->
    state_or_error(send_system_msg(Name, {replace_state, Fun}, Timeout, [Name, Timeout]), [Name, Fun, Timeout]).

state_or_error({ok, State}, _) -> State;
state_or_error({error, Reason}, Args) -> error(Reason, Args).

-doc "Has a suspended process change to new code.".
change_code(Name, Mod, Vsn, Extra) ->
    send_system_msg(Name, {change_code, Mod, Vsn, Extra}, [Name, Mod, Vsn, Extra]).
change_code(Name, Mod, Vsn, Extra, Timeout) ->
    send_system_msg(Name, {change_code, Mod, Vsn, Extra}, Timeout, [Name, Mod, Vsn, Extra, Timeout]).

-doc "Orders a process to terminate.".
terminate(Name, Reason) -> send_system_msg(Name, {terminate, Reason}, [Name, Reason]).
terminate(Name, Reason, Timeout) -> send_system_msg(Name, {terminate, Reason}, Timeout, [Name, Reason, Timeout]).

-doc "Turns the log of system events on or off, gets or prints it.".
log(Name, Flag) -> debug(Name, {log, Flag}, [Name, Flag]).
log(Name, Flag, Timeout) -> debug(Name, {log, Flag}, Timeout, [Name, Flag, Timeout]).

-doc "Prints system events as they happen.".
trace(Name, Flag) -> debug(Name, {trace, Flag}, [Name, Flag]).
trace(Name, Flag, Timeout) -> debug(Name, {trace, Flag}, Timeout, [Name, Flag, Timeout]).

-doc "Counts messages.".
statistics(Name, Flag) -> debug(Name, {statistics, Flag}, [Name, Flag]).
statistics(Name, Flag, Timeout) -> debug(Name, {statistics, Flag}, Timeout, [Name, Flag, Timeout]).

-doc "Writes system events to a file.".
log_to_file(Name, File) -> debug(Name, {log_to_file, File}, [Name, File]).
log_to_file(Name, File, Timeout) -> debug(Name, {log_to_file, File}, Timeout, [Name, File, Timeout]).

-doc "Turns all debugging off.".
no_debug(Name) -> debug(Name, no_debug, [Name]).
no_debug(Name, Timeout) -> debug(Name, no_debug, Timeout, [Name, Timeout]).

-doc "Installs a debug function.".
install(Name, Spec) when tuple_size(Spec) =:= 2; tuple_size(Spec) =:= 3 -> debug(Name, {install, Spec}, [Name, Spec]).
install(Name, Spec, Timeout) when tuple_size(Spec) =:= 2; tuple_size(Spec) =:= 3 -> debug(Name, {install, Spec}, Timeout, [Name, Spec, Timeout]).

-doc "Removes a debug function.".
remove(Name, Which) -> debug(Name, {remove, Which}, [Name, Which]).
remove(Name, Which, Timeout) -> debug(Name, {remove, Which}, Timeout, [Name, Which, Timeout]).

debug(Name, Cmd, Args) -> send_system_msg(Name, {debug, Cmd}, Args).
debug(Name, Cmd, Timeout, Args) -> send_system_msg(Name, {debug, Cmd}, Timeout, Args).

send_system_msg(Name, Request, Args) ->
    try gen:call(Name, system, Request) of
        {ok, Result} -> Result
    catch
        exit:Reason -> exit({Reason, {?MODULE, function(Request), Args}})
    end.

send_system_msg(Name, Request, Timeout, Args) ->
    try check_self(Name), gen:call(Name, system, Request, Timeout) of
        {ok, Result} -> Result
    catch
        exit:Reason -> exit({Reason, {?MODULE, function(Request), Args}})
    end.

check_self(Name) when Name =:= self() -> exit(calling_self);
check_self(_) -> ok.

function({debug, no_debug} = Request) -> Request;
function({replace_state, _} = Request) -> Request;
function({debug, Cmd}) -> element(1, Cmd);
function({F, _}) -> F;
function({change_code, _, _, _}) -> change_code;
function(F) -> F.

%% ---------------------------------------------------------------------------------------------------------
%% Serving system messages

-doc "Serves a system message for a process; goes on with the functions of Mod.".
handle_system_msg(Msg, From, Parent, Mod, Debug, Misc) ->
    serve(running, Msg, From, Parent, Mod, Debug, Misc, false).

-doc false.
handle_system_msg(Msg, From, Parent, Mod, Debug, Misc, Hib) ->
    serve(running, Msg, From, Parent, Mod, Debug, Misc, Hib).

serve(SysState, Msg, From, Parent, Mod, Debug, Misc, Hib) ->
    case do_cmd(SysState, Msg, Parent, Mod, Debug, Misc) of
        {suspended, Reply, Debug1, Misc1} ->
            gen:reply(From, Reply),
            suspend_loop(Parent, Mod, Debug1, Misc1, Hib);
        {running, Reply, Debug1, Misc1} ->
            gen:reply(From, Reply),
            Mod:system_continue(Parent, Debug1, Misc1);
        {{terminating, Reason}, Reply, Debug1, Misc1} ->
            gen:reply(From, Reply),
            Mod:system_terminate(Reason, Parent, Debug1, Misc1)
    end.

suspend_loop(Parent, Mod, Debug, Misc, true) ->
    proc_lib:hibernate(?MODULE, suspend_loop_hib, [suspended, Parent, Mod, Debug, Misc, true]);
suspend_loop(Parent, Mod, Debug, Misc, Hib) ->
    suspend_loop_hib(suspended, Parent, Mod, Debug, Misc, Hib).

-doc false.
suspend_loop_hib(SysState, Parent, Mod, Debug, Misc, Hib) ->
    receive
        {system, From, Msg} -> serve(SysState, Msg, From, Parent, Mod, Debug, Misc, Hib);
        {'EXIT', Parent, Reason} -> Mod:system_terminate(Reason, Parent, Debug, Misc)
    end.

do_cmd(_, suspend, _, _, Debug, Misc) -> {suspended, ok, Debug, Misc};
do_cmd(_, resume, _, _, Debug, Misc) -> {running, ok, Debug, Misc};
do_cmd(SysState, get_state, _, Mod, Debug, Misc) -> {SysState, do_get_state(Mod, Misc), Debug, Misc};
do_cmd(SysState, {replace_state, Fun}, _, Mod, Debug, Misc) ->
    {Reply, Misc1} = do_replace_state(Fun, Mod, Misc),
    {SysState, Reply, Debug, Misc1};
do_cmd(SysState, get_status, Parent, Mod, Debug, Misc) ->
    {SysState, do_get_status(SysState, Parent, Mod, Debug, Misc), Debug, Misc};
do_cmd(SysState, {debug, What}, _, _, Debug, Misc) ->
    {Reply, Debug1} = debug_cmd(What, Debug),
    {SysState, Reply, Debug1, Misc};
do_cmd(_, {terminate, Reason}, _, _, Debug, Misc) -> {{terminating, Reason}, ok, Debug, Misc};
do_cmd(suspended, {change_code, Module, Vsn, Extra}, _, Mod, Debug, Misc) ->
    try Mod:system_code_change(Misc, Module, Vsn, Extra) of
        {ok, Misc1} -> {suspended, ok, Debug, Misc1};
        Other -> {suspended, {error, Other}, Debug, Misc}
    catch
        throw:{ok, Misc1} -> {suspended, ok, Debug, Misc1};
        throw:Other -> {suspended, {error, Other}, Debug, Misc};
        exit:Reason -> {suspended, {error, {'EXIT', Reason}}, Debug, Misc};
        error:Reason:Stack -> {suspended, {error, {'EXIT', {Reason, Stack}}}, Debug, Misc}
    end;
do_cmd(SysState, Other, _, _, Debug, Misc) -> {SysState, {error, {unknown_system_msg, Other}}, Debug, Misc}.

do_get_state(Mod, Misc) ->
    case erlang:function_exported(Mod, system_get_state, 1) of
        true ->
            try
                {ok, State} = Mod:system_get_state(Misc),
                {ok, State}
            catch
                Class:Reason -> {error, {callback_failed, {Mod, system_get_state}, {Class, Reason}}}
            end;
        false -> {ok, Misc}
    end.

do_replace_state(Fun, Mod, Misc) ->
    case erlang:function_exported(Mod, system_replace_state, 2) of
        true ->
            try
                {ok, State, Misc1} = Mod:system_replace_state(Fun, Misc),
                {{ok, State}, Misc1}
            catch
                Class:Reason -> {{error, {callback_failed, {Mod, system_replace_state}, {Class, Reason}}}, Misc}
            end;
        false ->
            try Fun(Misc) of
                Misc1 -> {{ok, Misc1}, Misc1}
            catch
                Class:Reason -> {{error, {callback_failed, Fun, {Class, Reason}}}, Misc}
            end
    end.

do_get_status(SysState, Parent, Mod, Debug, Misc) ->
    PDict = get(),
    Shown = case erlang:function_exported(Mod, format_status, 2) of
        true -> Mod:format_status(normal, [PDict, SysState, Parent, Debug, Misc]);
        false -> Misc
    end,
    {status, self(), {module, Mod}, [PDict, SysState, Parent, Debug, Shown]}.

%% ---------------------------------------------------------------------------------------------------------
%% Debugging. The options are a list of {Kind, Data}; a log keeps its newest events first, each with the fun
%% that prints it.

-define(LOG_SIZE, 10).

debug_cmd({trace, true}, Debug) -> {ok, install_debug(trace, true, Debug)};
debug_cmd({trace, false}, Debug) -> {ok, remove_debug(trace, Debug)};
debug_cmd({log, true}, Debug) -> {ok, set_log(?LOG_SIZE, Debug)};
debug_cmd({log, {true, N}}, Debug) when is_integer(N), N > 0 -> {ok, set_log(N, Debug)};
debug_cmd({log, false}, Debug) -> {ok, remove_debug(log, Debug)};
debug_cmd({log, print}, Debug) ->
    print_log(Debug),
    {ok, Debug};
debug_cmd({log, get}, Debug) -> {{ok, get_log(Debug)}, Debug};
debug_cmd({log_to_file, false}, Debug) ->
    close_file(Debug),
    {ok, remove_debug(log_to_file, Debug)};
debug_cmd({log_to_file, File}, Debug) ->
    close_file(Debug),
    case file:open(File, [write, {encoding, utf8}]) of
        {ok, Fd} -> {ok, install_debug(log_to_file, Fd, remove_debug(log_to_file, Debug))};
        _ -> {{error, open_file}, remove_debug(log_to_file, Debug)}
    end;
debug_cmd({statistics, true}, Debug) -> {ok, install_debug(statistics, start_statistics(), Debug)};
debug_cmd({statistics, false}, Debug) -> {ok, remove_debug(statistics, Debug)};
debug_cmd({statistics, get}, Debug) -> {{ok, shown_statistics(Debug)}, Debug};
debug_cmd(no_debug, Debug) ->
    close_file(Debug),
    {ok, []};
debug_cmd({install, {Func, FState}}, Debug) -> {ok, add_function({Func, {Func, FState}}, Debug)};
debug_cmd({install, {Id, Func, FState}}, Debug) -> {ok, add_function({Id, {Func, FState}}, Debug)};
debug_cmd({remove, Id}, Debug) -> {ok, remove_debug(Id, Debug)};
debug_cmd(_, Debug) -> {unknown_debug, Debug}.

add_function({Id, Value}, Debug) -> [{Id, Value} | lists:keydelete(Id, 1, Debug)].

install_debug(Kind, Data, Debug) ->
    case lists:keymember(Kind, 1, Debug) of
        true -> Debug;
        false -> [{Kind, Data} | Debug]
    end.

remove_debug(Kind, Debug) -> lists:keydelete(Kind, 1, Debug).

%% A log that is on keeps its size.
set_log(N, Debug) ->
    case lists:keymember(log, 1, Debug) of
        true -> Debug;
        false -> [{log, {N, []}} | Debug]
    end.

close_file(Debug) ->
    case lists:keyfind(log_to_file, 1, Debug) of
        {_, Fd} -> file:close(Fd);
        false -> ok
    end.

start_statistics() -> {calendar:local_time(), process_info(self(), reductions), 0, 0}.

shown_statistics(Debug) ->
    case lists:keyfind(statistics, 1, Debug) of
        {_, {Time, {_, Reductions}, In, Out}} ->
            {_, Now} = process_info(self(), reductions),
            [{start_time, Time}, {current_time, calendar:local_time()}, {reductions, Now - Reductions},
             {messages_in, In}, {messages_out, Out}];
        false -> no_statistics
    end.

-doc "Debug options as a process needs them, from a list of settings.".
debug_options(Options) -> debug_options(Options, []).

debug_options([trace | T], Debug) -> debug_options(T, install_debug(trace, true, Debug));
debug_options([log | T], Debug) -> debug_options(T, install_debug(log, {?LOG_SIZE, []}, Debug));
debug_options([{log, N} | T], Debug) when is_integer(N), N > 0 -> debug_options(T, install_debug(log, {N, []}, Debug));
debug_options([statistics | T], Debug) -> debug_options(T, install_debug(statistics, start_statistics(), Debug));
debug_options([{log_to_file, File} | T], Debug) ->
    {_, Debug1} = debug_cmd({log_to_file, File}, Debug),
    debug_options(T, Debug1);
debug_options([{install, Spec} | T], Debug) ->
    {ok, Debug1} = debug_cmd({install, Spec}, Debug),
    debug_options(T, Debug1);
debug_options([_ | T], Debug) -> debug_options(T, Debug);
debug_options([], Debug) -> Debug.

-doc "Passes a system event to the debug functions that are on.".
handle_debug([{trace, true} = Opt | T], Form, State, Event) ->
    print_event({Event, State, Form}),
    [Opt | handle_debug(T, Form, State, Event)];
handle_debug([{log, {N, Events}} | T], Form, State, Event) ->
    [{log, {N, lists:sublist([{Event, State, Form} | Events], N)}} | handle_debug(T, Form, State, Event)];
handle_debug([{log_to_file, Fd} = Opt | T], Form, State, Event) ->
    print_event(Fd, {Event, State, Form}),
    [Opt | handle_debug(T, Form, State, Event)];
handle_debug([{statistics, Stats} | T], Form, State, Event) ->
    [{statistics, count(Event, Stats)} | handle_debug(T, Form, State, Event)];
handle_debug([{Id, {Func, FState}} | T], Form, State, Event) ->
    try Func(FState, Event, State) of
        done -> handle_debug(T, Form, State, Event);
        FState1 -> [{Id, {Func, FState1}} | handle_debug(T, Form, State, Event)]
    catch
        _:_ -> handle_debug(T, Form, State, Event)
    end;
handle_debug([], _, _, _) -> [].

count({in, _}, {Time, R, In, Out}) -> {Time, R, In + 1, Out};
count({in, _, _}, {Time, R, In, Out}) -> {Time, R, In + 1, Out};
count({out, _, _}, {Time, R, In, Out}) -> {Time, R, In, Out + 1};
count({out, _, _, _}, {Time, R, In, Out}) -> {Time, R, In, Out + 1};
count(_, Stats) -> Stats.

print_event(Event) -> print_event(standard_io, Event).

print_event(Dev, {Event, State, Form}) -> Form(Dev, Event, State).

-doc "Prints the logged events.".
print_log(Debug) ->
    lists:foreach(fun print_event/1, logged(Debug)).

-doc "The logged events, oldest first.".
get_log(Debug) when is_list(Debug) -> [Event || {Event, _, _} <- logged(Debug)];
get_log(_) -> error(badarg).

logged(Debug) ->
    case lists:keyfind(log, 1, Debug) of
        {_, {_, Events}} -> lists:reverse(Events);
        false -> []
    end.

-doc false.
get_debug(Kind, Debug, Default) ->
    case lists:keyfind(Kind, 1, Debug) of
        {_, Value} -> Value;
        false -> Default
    end.
