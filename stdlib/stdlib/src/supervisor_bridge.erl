%% The supervisor_bridge behaviour: puts a subsystem that does not follow OTP's conventions under a supervisor.
-module(supervisor_bridge).
-behaviour(gen_server).
-export([start_link/2, start_link/3]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).
-export([format_log/1, format_log/2]).

-callback init(Args :: term()) -> {ok, Pid :: pid(), State :: term()} | ignore | {error, Error :: term()}.
-callback terminate(Reason :: shutdown | term(), State :: term()) -> Ignored :: term().

-record(state, {mod, pid, child_state, name}).

-doc "Starts a bridge linked to the caller.".
start_link(Mod, Args) -> gen_server:start_link(?MODULE, [Mod, Args, self], []).

start_link(Name, Mod, Args) -> gen_server:start_link(Name, ?MODULE, [Mod, Args, Name], []).

-doc false.
init([Mod, Args, Name0]) ->
    process_flag(trap_exit, true),
    Name = case Name0 of self -> {self(), Mod}; _ -> Name0 end,
    case Mod:init(Args) of
        {ok, Pid, State} when is_pid(Pid) ->
            link(Pid),
            progress(Pid, Mod, Args, Name),
            {ok, #state{mod = Mod, pid = Pid, child_state = State, name = Name}};
        ignore -> ignore;
        {error, Reason} -> {stop, Reason}
    end.

-doc false.
handle_call(which_children, _From, State) -> {reply, [], State};
handle_call(_, _From, State) -> {reply, {error, badcall}, State}.

-doc false.
handle_cast(_, State) -> {noreply, State}.

-doc false.
handle_info({'EXIT', Pid, Reason}, #state{pid = Pid} = State) ->
    report_error(child_terminated, Reason, State),
    {stop, Reason, State#state{pid = undefined}};
handle_info(_, State) -> {noreply, State}.

-doc false.
terminate(_Reason, #state{pid = undefined}) -> ok;
terminate(Reason, #state{mod = Mod, child_state = ChildState, pid = Pid}) ->
    unlink(Pid),
    Mod:terminate(Reason, ChildState),
    ok.

-doc false.
code_change(_, State, _) -> {ok, State}.

progress(Pid, Mod, Args, Name) ->
    logger:log(info, #{label => {?MODULE, progress},
                       report => [{supervisor, Name}, {started, [{pid, Pid}, {mfa, {Mod, init, [Args]}}]}]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "supervisor_bridge.erl", line => ?LINE,
                 logger_formatter => #{title => "PROGRESS REPORT"},
                 error_logger => #{tag => info_report, type => progress, report_cb => fun ?MODULE:format_log/1}}).

report_error(Error, Reason, #state{name = Name, pid = Pid, mod = Mod}) ->
    logger:log(error, #{label => {?MODULE, error},
                        report => [{supervisor, Name}, {errorContext, Error}, {reason, Reason},
                                   {offender, [{pid, Pid}, {mod, Mod}]}]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "supervisor_bridge.erl", line => ?LINE,
                 logger_formatter => #{title => "SUPERVISOR REPORT"},
                 error_logger => #{tag => error_report, type => supervisor_report,
                                   report_cb => fun ?MODULE:format_log/1}}).

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{report := [{supervisor, Name}, {started, Child}]}, multi) ->
    [{"    supervisor: ~tp~n", [Name]}, {"    started: ~tp~n", [Child]}];
lines(#{report := [{supervisor, Name}, {started, Child}]}, single) ->
    {_, Pid} = lists:keyfind(pid, 1, Child),
    {_, MFA} = lists:keyfind(mfa, 1, Child),
    [{"Supervisor: ~tp. Started: pid=~tp,mfa=~tp.", [Name, Pid, MFA]}];
lines(#{report := [{supervisor, Name}, {errorContext, Context}, {reason, Reason}, {offender, Child}]}, multi) ->
    [{"    supervisor: ~tp~n", [Name]}, {"    errorContext: ~tp~n", [Context]}, {"    reason: ~tp~n", [Reason]},
     {"    offender: ~tp~n", [Child]}];
lines(#{report := [{supervisor, Name}, {errorContext, Context}, {reason, Reason}, {offender, Child}]}, single) ->
    {_, Pid} = lists:keyfind(pid, 1, Child),
    {_, Mod} = lists:keyfind(mod, 1, Child),
    [{"Supervisor: ~tp. Context: ~tp. Reason: ~tp. Offender: pid=~tp,mod=~tp.", [Name, Context, Reason, Pid, Mod]}].
