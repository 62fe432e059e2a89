%% The supervisor behaviour: starts, restarts and stops children by their specifications.
%%
%% Children of a simple_one_for_one supervisor are kept as pid => extra arguments; those of the other strategies
%% as an ordered list of identifiers (newest first), a map of children and a map from pid to identifier, so that
%% the death of a child costs the same whatever their number.
-module(supervisor).
-behaviour(gen_server).

-export([start_link/2, start_link/3, start_child/2, restart_child/2, terminate_child/2, delete_child/2]).
-export([which_children/1, which_child/2, count_children/1, get_childspec/2, check_childspecs/1, check_childspecs/2]).
-export([stop/1, stop/3, get_callback_module/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).
-export([format_log/1, format_log/2]).

-export_type([sup_flags/0, child_spec/0, strategy/0, startchild_ret/0, startchild_err/0, startlink_ret/0,
              startlink_err/0, sup_name/0, sup_ref/0, auto_shutdown/0, child_id/0, mfargs/0, restart/0, shutdown/0,
              worker/0, modules/0]).

-type child() :: undefined | pid().
-type child_id() :: term().
-type mfargs() :: {module(), atom(), [term()] | undefined}.
-type modules() :: [module()] | dynamic.
-type restart() :: permanent | transient | temporary.
-type shutdown() :: brutal_kill | timeout().
-type worker() :: worker | supervisor.
-type auto_shutdown() :: never | any_significant | all_significant.
-type strategy() :: one_for_all | one_for_one | rest_for_one | simple_one_for_one.
-type sup_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type sup_ref() :: atom() | {atom(), node()} | {global, term()} | {via, module(), term()} | pid().
-type child_spec() :: #{id := child_id(), start := mfargs(), restart => restart(), significant => boolean(),
                        shutdown => shutdown(), type => worker(), modules => modules()}
                    | {child_id(), mfargs(), restart(), shutdown(), worker(), modules()}.
-type sup_flags() :: #{strategy => strategy(), intensity => non_neg_integer(), period => pos_integer(),
                       auto_shutdown => auto_shutdown()}
                   | {strategy(), non_neg_integer(), pos_integer()}.
-type startchild_err() :: already_present | {already_started, child()} | term().
-type startchild_ret() :: {ok, child()} | {ok, child(), term()} | {error, startchild_err()}.
-type startlink_err() :: {already_started, pid()} | {shutdown, term()} | term().
-type startlink_ret() :: {ok, pid()} | ignore | {error, startlink_err()}.

-callback init(Args :: term()) -> {ok, {SupFlags :: sup_flags(), [ChildSpec :: child_spec()]}} | ignore.

-record(child, {pid = undefined, id, mfargs, restart_type, significant = false, shutdown, child_type, modules = []}).

-record(state, {name, strategy = one_for_one, ids = [], children = #{}, pids = #{}, dynamics = #{},
                intensity = 1, period = 5, restarts = [], auto_shutdown = never, module, args}).

-define(is_simple(S), S#state.strategy =:= simple_one_for_one).

%% ---------------------------------------------------------------------------------------------------------
%% Interface

-doc "Starts a supervisor linked to the caller.".
start_link(Mod, Args) -> gen_server:start_link(?MODULE, {self, Mod, Args}, []).

start_link(Name, Mod, Args) -> gen_server:start_link(Name, ?MODULE, {Name, Mod, Args}, []).

-doc "Starts a child.".
start_child(Sup, Spec) -> call(Sup, {start_child, Spec}).

-doc "Starts a child that was terminated.".
restart_child(Sup, Id) -> call(Sup, {restart_child, Id}).

-doc "Forgets the specification of a child that does not run.".
delete_child(Sup, Id) -> call(Sup, {delete_child, Id}).

-doc "Terminates a child.".
terminate_child(Sup, Id) -> call(Sup, {terminate_child, Id}).

-doc "The specification of a child.".
get_childspec(Sup, Id) -> call(Sup, {get_childspec, Id}).

-doc "The children: identifier, pid, type and modules.".
which_children(Sup) -> call(Sup, which_children).

-doc "One child: identifier, pid, type and modules.".
which_child(Sup, Id) -> call(Sup, {which_child, Id}).

-doc "How many children there are.".
count_children(Sup) -> call(Sup, count_children).

-doc false.
get_callback_module(Pid) -> call(Pid, get_callback_module).

-doc "Stops a supervisor with reason normal.".
stop(Sup) -> stop(Sup, normal, infinity).

-doc "Stops a supervisor.".
stop(Sup, Reason, Timeout) -> gen_server:stop(Sup, Reason, Timeout).

call(Sup, Request) -> gen_server:call(Sup, Request, infinity).

-doc "Whether the specifications are right.".
check_childspecs(Specs) -> check_childspecs(Specs, undefined).

check_childspecs(Specs, AutoShutdown)
  when is_list(Specs), (AutoShutdown =:= undefined orelse AutoShutdown =:= never orelse
                        AutoShutdown =:= any_significant orelse AutoShutdown =:= all_significant) ->
    case check_startspec(Specs, AutoShutdown) of
        {ok, _} -> ok;
        Error -> {error, Error}
    end;
check_childspecs(Specs, AutoShutdown) when is_list(Specs) -> {error, {badarg, AutoShutdown}};
check_childspecs(X, _) -> {error, {badarg, X}}.

%% ---------------------------------------------------------------------------------------------------------
%% Start

-doc false.
init({SupName, Mod, Args}) ->
    process_flag(trap_exit, true),
    case Mod:init(Args) of
        {ok, {Flags, Specs}} ->
            case init_state(SupName, Flags, Mod, Args) of
                {ok, State} when ?is_simple(State) -> init_dynamic(State, Specs);
                {ok, State} -> init_children(State, Specs);
                Error -> {stop, {supervisor_data, Error}}
            end;
        ignore -> ignore;
        Error -> {stop, {bad_return, {Mod, init, Error}}}
    end.

init_children(State, Specs) ->
    case check_startspec(Specs, State#state.auto_shutdown) of
        {ok, Children} ->
            case start_children(Children, State) of
                {ok, State1} -> {ok, State1};
                {error, State1, Reason} ->
                    stop_all(State1),
                    {stop, {shutdown, Reason}}
            end;
        Error -> {stop, {start_spec, Error}}
    end.

init_dynamic(State, [Spec]) ->
    case check_startspec([Spec], State#state.auto_shutdown) of
        {ok, [Child]} -> {ok, State#state{ids = [Child#child.id], children = #{Child#child.id => Child}}};
        Error -> {stop, {start_spec, Error}}
    end;
init_dynamic(_, Specs) -> {stop, {bad_start_spec, Specs}}.

start_children([Child | Children], #state{name = Name} = State) ->
    case do_start_child(Name, Child, info_report) of
        {ok, undefined} when Child#child.restart_type =:= temporary -> start_children(Children, State);
        {ok, Pid} -> start_children(Children, add_child(Child#child{pid = Pid}, State));
        {ok, Pid, _} -> start_children(Children, add_child(Child#child{pid = Pid}, State));
        {error, Reason} ->
            report_error(start_error, Reason, Child, Name),
            {error, State, {failed_to_start_child, Child#child.id, Reason}}
    end;
start_children([], State) -> {ok, State}.

do_start_child(Name, #child{mfargs = {M, F, Args}} = Child, _) ->
    case do_start_child_i(M, F, Args) of
        {ok, Pid} when is_pid(Pid) ->
            report_progress(Child#child{pid = Pid}, Name),
            {ok, Pid};
        {ok, Pid, Extra} when is_pid(Pid) ->
            report_progress(Child#child{pid = Pid}, Name),
            {ok, Pid, Extra};
        Other -> Other
    end.

do_start_child_i(M, F, A) ->
    case catch apply(M, F, A) of
        {ok, Pid} when is_pid(Pid) -> {ok, Pid};
        {ok, Pid, Extra} when is_pid(Pid) -> {ok, Pid, Extra};
        ignore -> {ok, undefined};
        {error, Error} -> {error, Error};
        What -> {error, What}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% The children kept

add_child(#child{id = Id, pid = Pid} = Child, #state{ids = Ids, children = Children} = State) ->
    set_pid(Pid, Id, State#state{ids = [Id | Ids], children = Children#{Id => Child}}).

set_pid(Pid, Id, #state{pids = Pids} = State) when is_pid(Pid) -> State#state{pids = Pids#{Pid => Id}};
set_pid(_, _, State) -> State.

%% The child has another pid, or none.
set_child(#child{id = Id, pid = Pid} = Child, #state{children = Children, pids = Pids} = State) ->
    #child{pid = Old} = maps:get(Id, Children),
    set_pid(Pid, Id, State#state{children = Children#{Id := Child}, pids = maps:remove(Old, Pids)}).

remove_child(#child{id = Id}, #state{ids = Ids, children = Children, pids = Pids} = State) ->
    #child{pid = Pid} = maps:get(Id, Children),
    State#state{ids = lists:delete(Id, Ids), children = maps:remove(Id, Children), pids = maps:remove(Pid, Pids)}.

find_child(Id, #state{children = Children}) -> maps:find(Id, Children).

dynamic_child(#state{ids = [Id], children = Children}) -> maps:get(Id, Children).

%% The children from the newest to the oldest.
children(#state{ids = Ids, children = Children}) -> [maps:get(Id, Children) || Id <- Ids].

%% ---------------------------------------------------------------------------------------------------------
%% Calls

-doc false.
handle_call({start_child, Args}, _From, State) when ?is_simple(State) ->
    #child{mfargs = {M, F, A}} = Child = dynamic_child(State),
    case do_start_dynamic(M, F, A, Args) of
        {ok, undefined} -> {reply, {ok, undefined}, State};
        {ok, Pid} -> {reply, {ok, Pid}, started_dynamic(Pid, A, Args, Child, State)};
        {ok, Pid, Extra} -> {reply, {ok, Pid, Extra}, started_dynamic(Pid, A, Args, Child, State)};
        What -> {reply, What, State}
    end;
handle_call({start_child, Spec}, _From, State) ->
    case check_childspec(Spec, State#state.auto_shutdown) of
        {ok, Child} -> handle_start_child(Child, State);
        What -> {reply, {error, What}, State}
    end;
handle_call({terminate_child, Pid}, _From, State) when ?is_simple(State) ->
    if
        is_pid(Pid) ->
            case State#state.dynamics of
                #{Pid := Args} ->
                    stop_child((dynamic_child(State))#child{pid = Pid, mfargs = with_args(State, Args)}, State#state.name),
                    {reply, ok, State#state{dynamics = maps:remove(Pid, State#state.dynamics)}};
                _ -> {reply, ok_or_not_found(Pid), State}
            end;
        true -> {reply, {error, simple_one_for_one}, State}
    end;
handle_call({Call, _}, _From, State)
  when ?is_simple(State), (Call =:= restart_child orelse Call =:= delete_child) ->
    {reply, {error, simple_one_for_one}, State};
handle_call({which_child, Id}, _From, State) when ?is_simple(State) ->
    {reply, if is_pid(Id) -> one_dynamic(Id, State); true -> {error, simple_one_for_one} end, State};
handle_call({which_child, Id}, _From, State) ->
    case find_child(Id, State) of
        {ok, Child} -> {reply, {ok, shown_child(Child)}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({terminate_child, Id}, _From, State) ->
    case find_child(Id, State) of
        {ok, Child} ->
            stop_child(Child, State#state.name),
            State1 = case Child of
                #child{restart_type = temporary} -> remove_child(Child, State);
                _ -> set_child(Child#child{pid = undefined}, State)
            end,
            {reply, ok, State1};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({restart_child, Id}, _From, State) ->
    case find_child(Id, State) of
        {ok, #child{pid = undefined} = Child} ->
            case do_start_child(State#state.name, Child, debug_report) of
                {ok, Pid} -> {reply, {ok, Pid}, set_child(Child#child{pid = Pid}, State)};
                {ok, Pid, Extra} -> {reply, {ok, Pid, Extra}, set_child(Child#child{pid = Pid}, State)};
                Error -> {reply, Error, State}
            end;
        {ok, #child{pid = {restarting, _}}} -> {reply, {error, restarting}, State};
        {ok, _} -> {reply, {error, running}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({delete_child, Id}, _From, State) ->
    case find_child(Id, State) of
        {ok, #child{pid = undefined} = Child} -> {reply, ok, remove_child(Child, State)};
        {ok, #child{pid = {restarting, _}}} -> {reply, {error, restarting}, State};
        {ok, _} -> {reply, {error, running}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({get_childspec, Id}, _From, State) when ?is_simple(State), is_pid(Id) ->
    %% One that is dead may have been a child.
    case is_map_key(Id, State#state.dynamics) orelse ok_or_not_found(Id) =:= ok of
        true -> {reply, {ok, spec_of(dynamic_child(State))}, State};
        false -> {reply, {error, not_found}, State}
    end;
handle_call({get_childspec, Id}, _From, State) ->
    case find_child(Id, State) of
        {ok, Child} -> {reply, {ok, spec_of(Child)}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call(which_children, _From, State) when ?is_simple(State) ->
    #child{child_type = Type, modules = Mods} = dynamic_child(State),
    {reply, [{undefined, Pid, Type, Mods} || Pid <- maps:keys(State#state.dynamics)], State};
handle_call(which_children, _From, State) ->
    {reply, [shown_child(Child) || Child <- children(State)], State};
handle_call(count_children, _From, State) when ?is_simple(State) ->
    #child{child_type = Type} = dynamic_child(State),
    Active = map_size(State#state.dynamics),
    {Sups, Workers} = case Type of supervisor -> {Active, 0}; worker -> {0, Active} end,
    {reply, [{specs, 1}, {active, Active}, {supervisors, Sups}, {workers, Workers}], State};
handle_call(count_children, _From, #state{children = Children} = State) ->
    {Active, Sups} = maps:fold(fun(_, #child{pid = Pid, child_type = Type}, {A, S}) ->
        {if is_pid(Pid) -> A + 1; true -> A end, if Type =:= supervisor -> S + 1; true -> S end}
    end, {0, 0}, Children),
    Specs = map_size(Children),
    {reply, [{specs, Specs}, {active, Active}, {supervisors, Sups}, {workers, Specs - Sups}], State};
handle_call(get_callback_module, _From, State) ->
    {reply, State#state.module, State}.

do_start_dynamic(M, F, A, Args) ->
    case catch apply(M, F, A ++ Args) of
        {ok, Pid} when is_pid(Pid) -> {ok, Pid};
        {ok, Pid, Extra} when is_pid(Pid) -> {ok, Pid, Extra};
        ignore -> {ok, undefined};
        {error, Error} -> {error, Error};
        What -> {error, What}
    end.

started_dynamic(Pid, A, Args, #child{mfargs = {M, F, _}} = Child, #state{dynamics = Dynamics} = State) ->
    report_progress(Child#child{pid = Pid, mfargs = {M, F, A ++ Args}}, State#state.name),
    State#state{dynamics = Dynamics#{Pid => Args}}.

with_args(State, Args) ->
    #child{mfargs = {M, F, A}} = dynamic_child(State),
    {M, F, A ++ Args}.

%% Terminating a child that has gone is no error; a process that lives is no child.
ok_or_not_found(Pid) ->
    case node(Pid) =:= node() andalso is_process_alive(Pid) of
        true -> {error, not_found};
        false -> ok
    end.

one_dynamic(Pid, State) ->
    case State#state.dynamics of
        #{Pid := _} ->
            #child{child_type = Type, modules = Mods} = dynamic_child(State),
            {ok, {undefined, Pid, Type, Mods}};
        _ -> {error, not_found}
    end.

shown_child(#child{pid = {restarting, _}, id = Id, child_type = Type, modules = Mods}) -> {Id, restarting, Type, Mods};
shown_child(#child{pid = Pid, id = Id, child_type = Type, modules = Mods}) -> {Id, Pid, Type, Mods}.

handle_start_child(#child{id = Id} = Child, State) ->
    case find_child(Id, State) of
        error ->
            case do_start_child(State#state.name, Child, debug_report) of
                {ok, undefined} when Child#child.restart_type =:= temporary -> {reply, {ok, undefined}, State};
                {ok, Pid} -> {reply, {ok, Pid}, add_child(Child#child{pid = Pid}, State)};
                {ok, Pid, Extra} -> {reply, {ok, Pid, Extra}, add_child(Child#child{pid = Pid}, State)};
                {error, {already_started, _} = What} -> {reply, {error, What}, State};
                {error, What} -> {reply, {error, {What, Child}}, State}
            end;
        {ok, #child{pid = Pid}} when is_pid(Pid) -> {reply, {error, {already_started, Pid}}, State};
        {ok, _} -> {reply, {error, already_present}, State}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Deaths and restarts

-doc false.
handle_cast({try_again_restart, Pid}, State) when ?is_simple(State) ->
    Key = {restarting, Pid},
    case State#state.dynamics of
        #{Key := Args} ->
            Child = (dynamic_child(State))#child{pid = Key, mfargs = with_args(State, Args)},
            continue(restart(Child, State));
        _ -> {noreply, State}
    end;
handle_cast({try_again_restart, Id}, State) ->
    case find_child(Id, State) of
        {ok, #child{pid = {restarting, _}} = Child} -> continue(restart(Child, State));
        _ -> {noreply, State}
    end.

-doc false.
handle_info({'EXIT', Pid, Reason}, State) when ?is_simple(State) ->
    case State#state.dynamics of
        #{Pid := Args} ->
            Child = (dynamic_child(State))#child{pid = Pid, mfargs = with_args(State, Args)},
            continue(do_restart(Child, Reason, State));
        _ -> {noreply, State}
    end;
handle_info({'EXIT', Pid, Reason}, State) ->
    case State#state.pids of
        #{Pid := Id} -> continue(do_restart(maps:get(Id, State#state.children), Reason, State));
        _ -> {noreply, State}
    end;
handle_info(Msg, State) ->
    logger:log(error, "Supervisor received unexpected message: ~tp~n", [Msg],
               #{domain => [otp], error_logger => #{tag => error},
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "supervisor.erl", line => ?LINE}),
    {noreply, State}.

continue({ok, State}) -> {noreply, State};
continue({shutdown, State}) -> {stop, shutdown, State}.

do_restart(#child{restart_type = Type} = Child, Reason, State) ->
    Normal = Reason =:= normal orelse Reason =:= shutdown orelse is_tuple(Reason) andalso tuple_size(Reason) =:= 2
             andalso element(1, Reason) =:= shutdown,
    case Type of
        permanent ->
            report_error(child_terminated, Reason, Child, State#state.name),
            restart(Child, State);
        _ when Normal ->
            ended(Child, State);
        transient ->
            report_error(child_terminated, Reason, Child, State#state.name),
            restart(Child, State);
        temporary ->
            report_error(child_terminated, Reason, Child, State#state.name),
            ended(Child, State)
    end.

%% A child that is not to be restarted.
ended(#child{pid = Pid} = Child, State) when ?is_simple(State) ->
    auto_shutdown(Child, State#state{dynamics = maps:remove(Pid, State#state.dynamics)});
ended(#child{restart_type = temporary} = Child, State) -> auto_shutdown(Child, remove_child(Child, State));
ended(Child, State) -> auto_shutdown(Child, set_child(Child#child{pid = undefined}, State)).

auto_shutdown(_, #state{auto_shutdown = never} = State) -> {ok, State};
auto_shutdown(#child{significant = false}, State) -> {ok, State};
auto_shutdown(_, #state{auto_shutdown = any_significant} = State) -> {shutdown, State};
auto_shutdown(_, #state{auto_shutdown = all_significant} = State) ->
    Others = [x || #child{significant = true, pid = Pid} <- maps:values(State#state.children), Pid =/= undefined],
    case Others of
        [] -> {shutdown, State};
        _ -> {ok, State}
    end.

restart(Child, State) ->
    case add_restart(State) of
        {ok, State1} ->
            case restart(State1#state.strategy, Child, State1) of
                {{try_again, What}, State2} ->
                    gen_server:cast(self(), {try_again_restart, What}),
                    {ok, State2};
                Other -> Other
            end;
        {terminate, State1} ->
            report_error(shutdown, reached_max_restart_intensity, Child, State#state.name),
            {shutdown, forgotten(Child, State1)}
    end.

forgotten(#child{pid = Pid}, State) when ?is_simple(State) ->
    State#state{dynamics = maps:remove(Pid, State#state.dynamics)};
forgotten(Child, State) -> remove_child(Child, State).

restart(simple_one_for_one, #child{pid = Pid, mfargs = {M, F, A}} = Child, State) ->
    #state{dynamics = Dynamics} = State,
    {Args, Dynamics1} = maps:take(Pid, Dynamics),
    case do_start_child_i(M, F, A) of
        {ok, undefined} -> {ok, State#state{dynamics = Dynamics1}};
        {ok, New} ->
            report_progress(Child#child{pid = New}, State#state.name),
            {ok, State#state{dynamics = Dynamics1#{New => Args}}};
        {ok, New, _} ->
            report_progress(Child#child{pid = New}, State#state.name),
            {ok, State#state{dynamics = Dynamics1#{New => Args}}};
        {error, Error} ->
            Old = old_pid(Pid),
            report_error(start_error, Error, Child, State#state.name),
            {{try_again, Old}, State#state{dynamics = Dynamics1#{{restarting, Old} => Args}}}
    end;
restart(one_for_one, #child{id = Id, pid = Pid} = Child, State) ->
    case do_start_child(State#state.name, Child, info_report) of
        {ok, New} -> {ok, set_child(Child#child{pid = New}, State)};
        {ok, New, _} -> {ok, set_child(Child#child{pid = New}, State)};
        {error, Reason} ->
            report_error(start_error, Reason, Child, State#state.name),
            {{try_again, Id}, set_child(Child#child{pid = {restarting, old_pid(Pid)}}, State)}
    end;
restart(rest_for_one, #child{id = Id} = Child, State) ->
    {Younger, Older} = lists:splitwith(fun(I) -> I =/= Id end, State#state.ids),
    restart_several(Child, Younger ++ [Id], tl(Older), State);
restart(one_for_all, Child, State) ->
    restart_several(Child, State#state.ids, [], State).

old_pid({restarting, Pid}) -> Pid;
old_pid(Pid) -> Pid.

%% Stops the children of Ids (newest first) and starts them again, but for temporary ones.
restart_several(#child{id = Failed}, Ids, Kept, #state{name = Name} = State) ->
    Gone = State#state{children = maps:update_with(Failed, fun(C) -> C#child{pid = undefined} end, State#state.children)},
    Stopped = lists:foldl(fun(Id, S) ->
        Child = maps:get(Id, S#state.children),
        stop_child(Child, Name),
        case Child of
            #child{restart_type = temporary} -> remove_child(Child, S);
            _ -> set_child(Child#child{pid = undefined}, S)
        end
    end, Gone#state{pids = maps:filter(fun(_, I) -> I =/= Failed end, State#state.pids)}, Ids),
    Again = [Id || Id <- Ids, is_map_key(Id, Stopped#state.children)],
    start_again(lists:reverse(Again), Stopped#state{ids = Again ++ Kept}).

start_again([Id | Ids], #state{name = Name} = State) ->
    Child = maps:get(Id, State#state.children),
    case do_start_child(Name, Child, info_report) of
        {ok, Pid} -> start_again(Ids, set_child(Child#child{pid = Pid}, State));
        {ok, Pid, _} -> start_again(Ids, set_child(Child#child{pid = Pid}, State));
        {error, Reason} ->
            report_error(start_error, Reason, Child, Name),
            {{try_again, Id}, set_child(Child#child{pid = {restarting, undefined}}, State)}
    end;
start_again([], State) -> {ok, State}.

add_restart(#state{intensity = Intensity, period = Period, restarts = Restarts} = State) ->
    Now = erlang:monotonic_time(second),
    Recent = [Now | lists:takewhile(fun(T) -> T >= Now - Period end, lists:sublist(Restarts, Intensity + 1))],
    State1 = State#state{restarts = Recent},
    case length(Recent) of
        N when N =< Intensity -> {ok, State1};
        _ -> {terminate, State1}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Shutdown

-doc false.
terminate(_Reason, State) when ?is_simple(State) -> stop_dynamics(State);
terminate(_Reason, State) -> stop_all(State).

stop_all(#state{name = Name} = State) ->
    lists:foreach(fun(Child) -> stop_child(Child, Name) end, children(State)).

stop_child(#child{pid = Pid} = Child, Name) when is_pid(Pid) ->
    case shutdown(Child) of
        ok -> ok;
        {error, normal} when Child#child.restart_type =/= permanent -> ok;
        {error, Reason} -> report_error(shutdown_error, Reason, Child, Name)
    end;
stop_child(_, _) -> ok.

shutdown(#child{pid = Pid, shutdown = Shutdown}) ->
    case watch(Pid) of
        {dead, Reason} -> told(Shutdown, Reason);
        {watched, Mon} when Shutdown =:= brutal_kill ->
            exit(Pid, kill),
            told(Shutdown, down(Mon, infinity));
        {watched, Mon} ->
            exit(Pid, shutdown),
            case down(Mon, Shutdown) of
                timeout ->
                    exit(Pid, kill),
                    {error, down(Mon, infinity)};
                Reason -> told(Shutdown, Reason)
            end
    end.

told(brutal_kill, killed) -> ok;
told(_, shutdown) -> ok;
told(Shutdown, {shutdown, _}) when Shutdown =/= brutal_kill -> ok;
told(_, Reason) -> {error, Reason}.

%% From now on the end of a child comes by a monitor instead of the link, so that no exit message is left over. A child
%% that is dead already told its reason by the link.
watch(Pid) ->
    Mon = monitor(process, Pid),
    unlink(Pid),
    receive
        {'EXIT', Pid, Reason} ->
            demonitor(Mon, [flush]),
            {dead, Reason}
    after 0 -> {watched, Mon}
    end.

down(Mon, Time) ->
    receive
        {'DOWN', Mon, process, _, noproc} -> shutdown;
        {'DOWN', Mon, process, _, Reason} -> Reason
    after Time -> timeout
    end.

%% All children of a simple_one_for_one supervisor are told at once and waited for together.
stop_dynamics(#state{dynamics = Dynamics, name = Name} = State) ->
    #child{shutdown = Shutdown, restart_type = Type} = Child = dynamic_child(State),
    %% first all are watched, then all are told: their ends come in when no exit message is looked for any more
    {Mons, Errors0} = maps:fold(fun(Pid, _, Acc) when is_pid(Pid) -> watch_dynamic(Pid, Shutdown, Type, Acc);
                                   (_, _, Acc) -> Acc
                                end, {#{}, #{}}, Dynamics),
    Order = if Shutdown =:= brutal_kill -> kill; true -> shutdown end,
    maps:foreach(fun(_, Pid) -> exit(Pid, Order) end, Mons),
    Timer = if
        is_integer(Shutdown), map_size(Mons) > 0 -> erlang:start_timer(Shutdown, self(), kill);
        true -> undefined
    end,
    Errors = wait_dynamics(Mons, Shutdown, Type, Timer, Errors0),
    maps:foreach(fun(Reason, {Count, Pid}) ->
        report_error(shutdown_error, Reason, Child#child{pid = {Count, Pid}}, Name)
    end, Errors).

watch_dynamic(Pid, Shutdown, Type, {Mons, Errors}) ->
    case watch(Pid) of
        {watched, Mon} -> {Mons#{Mon => Pid}, Errors};
        {dead, Reason} -> {Mons, dynamic_ended(Pid, Reason, Shutdown, Type, Errors)}
    end.

wait_dynamics(Mons, _, _, Timer, Errors) when map_size(Mons) =:= 0 ->
    case Timer of
        undefined -> ok;
        _ -> erlang:cancel_timer(Timer), receive {timeout, Timer, kill} -> ok after 0 -> ok end
    end,
    Errors;
wait_dynamics(Mons, Shutdown, Type, Timer, Errors) ->
    receive
        {'DOWN', Mon, process, Pid, Reason} when is_map_key(Mon, Mons) ->
            wait_dynamics(maps:remove(Mon, Mons), Shutdown, Type, Timer, dynamic_ended(Pid, Reason, Shutdown, Type, Errors));
        {timeout, Timer, kill} ->
            maps:foreach(fun(_, Pid) -> exit(Pid, kill) end, Mons),
            wait_dynamics(Mons, Shutdown, Type, undefined, Errors)
    end.

%% Errors counts the children that ended otherwise than told, by reason.
dynamic_ended(_, killed, brutal_kill, _, Errors) -> Errors;
dynamic_ended(_, shutdown, _, _, Errors) -> Errors;
dynamic_ended(_, {shutdown, _}, _, _, Errors) -> Errors;
dynamic_ended(_, noproc, _, _, Errors) -> Errors;
dynamic_ended(_, normal, _, Type, Errors) when Type =/= permanent -> Errors;
dynamic_ended(Pid, Reason, _, _, Errors) ->
    {N, _} = maps:get(Reason, Errors, {0, Pid}),
    Errors#{Reason => {N + 1, Pid}}.

%% ---------------------------------------------------------------------------------------------------------
%% Code change

-doc false.
code_change(_, State, _) ->
    #state{module = Mod, args = Args} = State,
    case Mod:init(Args) of
        {ok, {Flags, Specs}} ->
            case set_flags(Flags, State) of
                {ok, State1} -> change_specs(Specs, State1);
                Error -> {error, {supervisor_data, Error}}
            end;
        ignore -> {ok, State};
        Error -> Error
    end.

change_specs([Spec], State) when ?is_simple(State) ->
    case check_startspec([Spec], State#state.auto_shutdown) of
        {ok, [Child]} -> {ok, State#state{ids = [Child#child.id], children = #{Child#child.id => Child}}};
        Error -> {error, Error}
    end;
change_specs(Specs, State) ->
    case check_startspec(Specs, State#state.auto_shutdown) of
        {ok, Children} ->
            New = maps:from_list([{C#child.id, C} || C <- Children]),
            Kept = maps:map(fun(Id, C) ->
                case New of
                    #{Id := N} -> N#child{pid = C#child.pid};
                    _ -> C
                end
            end, State#state.children),
            Added = [C || C <- Children, not is_map_key(C#child.id, Kept)],
            {ok, State#state{children = maps:merge(Kept, maps:from_list([{C#child.id, C} || C <- Added])),
                             ids = lists:reverse([C#child.id || C <- Added]) ++ State#state.ids}};
        Error -> {error, Error}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Flags and specifications

init_state(SupName, Flags, Mod, Args) ->
    Name = case SupName of
        self -> {self(), Mod};
        _ -> SupName
    end,
    set_flags(Flags, #state{name = Name, module = Mod, args = Args}).

set_flags(Flags, State) ->
    try check_flags(Flags) of
        #{strategy := S, intensity := I, period := P, auto_shutdown := A} ->
            {ok, State#state{strategy = S, intensity = I, period = P, auto_shutdown = A}}
    catch
        throw:Error -> Error
    end.

-define(DEFAULT_FLAGS, #{strategy => one_for_one, intensity => 1, period => 5, auto_shutdown => never}).

check_flags(Flags) when is_map(Flags) -> valid_flags(maps:merge(?DEFAULT_FLAGS, Flags));
check_flags({Strategy, Intensity, Period}) ->
    check_flags(#{strategy => Strategy, intensity => Intensity, period => Period});
check_flags(What) -> throw({invalid_type, What}).

valid_flags(#{strategy := S, intensity := I, period := P, auto_shutdown := A} = Flags) ->
    lists:member(S, [simple_one_for_one, one_for_one, one_for_all, rest_for_one]) orelse throw({invalid_strategy, S}),
    is_integer(I) andalso I >= 0 orelse throw({invalid_intensity, I}),
    is_integer(P) andalso P > 0 orelse throw({invalid_period, P}),
    lists:member(A, [never, any_significant, all_significant]) orelse throw({invalid_auto_shutdown, A}),
    S =:= simple_one_for_one andalso A =/= never andalso throw({bad_combination, [{auto_shutdown, A}, {strategy, S}]}),
    Flags.

%% All specifications as children in order, or the first error.
check_startspec(Specs, AutoShutdown) -> check_startspec(Specs, [], #{}, AutoShutdown).

check_startspec([Spec | Specs], Acc, Ids, AutoShutdown) ->
    case check_childspec(Spec, AutoShutdown) of
        {ok, #child{id = Id}} when is_map_key(Id, Ids) -> {duplicate_child_name, Id};
        {ok, #child{id = Id} = Child} -> check_startspec(Specs, [Child | Acc], Ids#{Id => true}, AutoShutdown);
        Error -> Error
    end;
check_startspec([], Acc, _, _) -> {ok, lists:reverse(Acc)}.

check_childspec(Spec, AutoShutdown) when is_map(Spec) ->
    try do_check(maps:merge(#{restart => permanent, type => worker, significant => false}, Spec), AutoShutdown)
    catch
        throw:Error -> Error
    end;
check_childspec({Id, Start, Restart, Shutdown, Type, Modules}, AutoShutdown) ->
    check_childspec(#{id => Id, start => Start, restart => Restart, shutdown => Shutdown, type => Type,
                      modules => Modules}, AutoShutdown);
check_childspec(X, _) -> {invalid_child_spec, X}.

do_check(#{restart := Restart, type := Type, significant := Significant} = Spec, AutoShutdown) ->
    Id = case Spec of #{id := I} -> I; _ -> throw(missing_id) end,
    {M, _, _} = Start = case Spec of #{start := S} -> valid_start(S); _ -> throw(missing_start) end,
    lists:member(Restart, [permanent, transient, temporary]) orelse throw({invalid_restart_type, Restart}),
    valid_significant(Significant, Restart, AutoShutdown),
    lists:member(Type, [worker, supervisor]) orelse throw({invalid_child_type, Type}),
    Shutdown = case Spec of
        #{shutdown := Given} -> valid_shutdown(Given);
        _ when Type =:= supervisor -> infinity;
        _ -> 5000
    end,
    Modules = case Spec of
        #{modules := Mods} -> valid_modules(Mods);
        _ -> [M]
    end,
    {ok, #child{id = Id, mfargs = Start, restart_type = Restart, significant = Significant, shutdown = Shutdown,
                child_type = Type, modules = Modules}}.

valid_start({M, F, A} = Start) when is_atom(M), is_atom(F), is_list(A) -> Start;
valid_start(Start) -> throw({invalid_mfa, Start}).

valid_significant(false, _, _) -> ok;
valid_significant(true, _, never) -> throw({bad_combination, [{auto_shutdown, never}, {significant, true}]});
valid_significant(true, permanent, _) -> throw({bad_combination, [{restart, permanent}, {significant, true}]});
valid_significant(true, _, _) -> ok;
valid_significant(What, _, _) -> throw({invalid_significant, What}).

valid_shutdown(Time) when is_integer(Time), Time >= 0 -> Time;
valid_shutdown(infinity) -> infinity;
valid_shutdown(brutal_kill) -> brutal_kill;
valid_shutdown(What) -> throw({invalid_shutdown, What}).

valid_modules(dynamic) -> dynamic;
valid_modules(Mods) when is_list(Mods) ->
    lists:foreach(fun(M) -> is_atom(M) orelse throw({invalid_module, M}) end, Mods),
    Mods;
valid_modules(Mods) -> throw({invalid_modules, Mods}).

spec_of(#child{id = Id, mfargs = Start, restart_type = Restart, significant = Significant, shutdown = Shutdown,
               child_type = Type, modules = Modules}) ->
    #{id => Id, start => Start, restart => Restart, significant => Significant, shutdown => Shutdown, type => Type,
      modules => Modules}.

%% ---------------------------------------------------------------------------------------------------------
%% Reports

report_error(Error, Reason, Child, Name) ->
    logger:log(error, #{label => {?MODULE, Error},
                        report => [{supervisor, Name}, {errorContext, Error}, {reason, Reason},
                                   {offender, offender(Child)}]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "supervisor.erl", line => ?LINE,
                 logger_formatter => #{title => "SUPERVISOR REPORT"},
                 error_logger => #{tag => error_report, type => supervisor_report,
                                   report_cb => fun ?MODULE:format_log/1}}).

report_progress(Child, Name) ->
    case logger:allow(info, ?MODULE) of
        true ->
            logger:log(info, #{label => {?MODULE, progress},
                               report => [{supervisor, Name}, {started, offender(Child)}]},
                       #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                         mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "supervisor.erl", line => ?LINE,
                         logger_formatter => #{title => "PROGRESS REPORT"},
                         error_logger => #{tag => info_report, type => progress,
                                           report_cb => fun ?MODULE:format_log/1}});
        false -> ok
    end.

offender(#child{pid = {Count, Pid}} = Child) when is_integer(Count) ->
    [{nb_children, Count} | tl(offender(Child#child{pid = Pid}))];
offender(#child{pid = Pid, id = Id, mfargs = Start, restart_type = Restart, significant = Significant,
                shutdown = Shutdown, child_type = Type}) ->
    [{pid, Pid}, {id, Id}, {mfargs, Start}, {restart_type, Restart}, {significant, Significant},
     {shutdown, Shutdown}, {child_type, Type}].

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{label := {?MODULE, progress}, report := [{supervisor, Name}, {started, Child}]}, multi) ->
    [{"    supervisor: ~tp~n", [Name]}, {"    started: ~tp~n", [Child]}];
lines(#{label := {?MODULE, progress}, report := [{supervisor, Name}, {started, Child}]}, single) ->
    [{"Supervisor: ~tp. Started: ", [Name]}, short(Child), {".", []}];
lines(#{label := {?MODULE, _}, report := [{supervisor, Name}, {errorContext, Context}, {reason, Reason},
                                          {offender, Child}]}, multi) ->
    [{"    supervisor: ~tp~n", [Name]}, {"    errorContext: ~tp~n", [Context]}, {"    reason: ~tp~n", [Reason]},
     {"    offender: ~tp~n", [Child]}];
lines(#{label := {?MODULE, _}, report := [{supervisor, Name}, {errorContext, Context}, {reason, Reason},
                                          {offender, Child}]}, single) ->
    [{"Supervisor: ~tp. Context: ~tp.", [Name, Context]}, {" Reason: ~tp. Offender: ", [Reason]}, short(Child), {".", []}].

short(Child) ->
    Id = proplists:get_value(id, Child),
    case lists:keyfind(pid, 1, Child) of
        {_, Pid} -> {"id=~tp,pid=~tp", [Id, Pid]};
        false -> {"id=~tp,nb_children=~tp", [Id, proplists:get_value(nb_children, Child)]}
    end.
