%% Names for processes in the whole system, which is this node: a table owned by a server that starts when the
%% first name is registered.
-module(global).
-behaviour(gen_server).
-export([register_name/2, register_name/3, unregister_name/1, re_register_name/2, re_register_name/3, whereis_name/1,
         registered_names/0, send/2, register_name_external/2, register_name_external/3, unregister_name_external/1]).
-export([set_lock/1, set_lock/2, set_lock/3, del_lock/1, del_lock/2, trans/2, trans/3, trans/4]).
-export([sync/0, sync/1, disconnect/0, info/0, random_exit_name/3, random_notify_name/3, notify_all_name/3]).
-export([start/0, start_link/0, stop/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).

-export_type([id/0, method/0, retries/0, trans_fun/0]).

-type id() :: {ResourceId :: term(), LockRequesterId :: term()}.
-type retries() :: non_neg_integer() | infinity.
-type method() :: fun((Name :: term(), pid(), pid()) -> pid() | none).
-type trans_fun() :: function() | {module(), atom()}.

-define(NAMES, global_names).
%% {Pid, Name}: the other way round.
-define(OWNERS, global_pid_names).
-define(SERVER, global_name_server).

start() -> gen_server:start({local, ?SERVER}, ?MODULE, [], []).
start_link() -> gen_server:start_link({local, ?SERVER}, ?MODULE, [], []).
stop() -> gen_server:call(?SERVER, stop, infinity).

call(Request) ->
    case whereis(?SERVER) of
        undefined ->
            _ = start(),
            call(Request);
        Pid -> gen_server:call(Pid, Request, infinity)
    end.

-doc "The process of a name.".
whereis_name(Name) ->
    try ets:lookup(?NAMES, Name) of
        [{_, Pid, _}] ->
            case is_process_alive(Pid) of
                true -> Pid;
                false -> undefined
            end;
        [] -> undefined
    catch
        error:badarg -> undefined
    end.

-doc "Registers a process under a name: yes or no.".
register_name(Name, Pid) when is_pid(Pid) -> register_name(Name, Pid, fun random_exit_name/3).

register_name(Name, Pid, Method) when is_pid(Pid), is_function(Method, 3) orelse tuple_size(Method) =:= 2 ->
    case call({register, Name, Pid}) of
        yes -> yes;
        no -> no
    end.

-doc "Gives a name to a process, whoever has it.".
re_register_name(Name, Pid) when is_pid(Pid) -> re_register_name(Name, Pid, fun random_exit_name/3).
re_register_name(Name, Pid, _Method) when is_pid(Pid) -> call({re_register, Name, Pid}).

-doc "Removes a name.".
unregister_name(Name) ->
    whereis(?SERVER) =:= undefined orelse call({unregister, Name}),
    ok.

register_name_external(Name, Pid) -> register_name(Name, Pid).
register_name_external(Name, Pid, Method) -> register_name(Name, Pid, Method).
unregister_name_external(Name) -> unregister_name(Name).

-doc "The names.".
registered_names() ->
    try ets:select(?NAMES, [{{'$1', '_', '_'}, [], ['$1']}])
    catch
        error:badarg -> []
    end.

-doc "Sends a message to the process of a name.".
send(Name, Msg) ->
    case whereis_name(Name) of
        Pid when is_pid(Pid) ->
            Pid ! Msg,
            Pid;
        undefined -> exit({badarg, {Name, Msg}})
    end.

-doc "Resolves a clash by killing one of the processes.".
random_exit_name(Name, Pid1, Pid2) ->
    {Min, Max} = minmax(Pid1, Pid2),
    logger:log(notice, "global: Name conflict terminating ~tw~n", [{Name, Max}]),
    exit(Max, kill),
    Min.

-doc "Resolves a clash by telling one of the processes.".
random_notify_name(Name, Pid1, Pid2) ->
    {Min, Max} = minmax(Pid1, Pid2),
    Max ! {global_name_conflict, Name},
    Min.

-doc "Resolves a clash by telling both processes.".
notify_all_name(Name, Pid1, Pid2) ->
    Pid1 ! {global_name_conflict, Name, Pid2},
    Pid2 ! {global_name_conflict, Name, Pid1},
    none.

minmax(P1, P2) when node(P1) < node(P2) -> {P1, P2};
minmax(P1, P2) -> {P2, P1}.

-doc "Waits until the nodes agree.".
sync() -> ok.
sync(_) -> ok.
disconnect() -> [].
info() -> [{state, call(info)}].

%% ---------------------------------------------------------------------------------------------------------
%% Locks

-doc "Takes a lock, waiting for it as long as it takes.".
set_lock(Id) -> set_lock(Id, [node()], infinity).
set_lock(Id, Nodes) -> set_lock(Id, Nodes, infinity).

-doc "Takes a lock, trying at most as often as said.".
set_lock({_, _} = Id, Nodes, Retries)
  when is_list(Nodes), (Retries =:= infinity orelse is_integer(Retries) andalso Retries >= 0) ->
    try_lock(Id, Retries, 1).

try_lock(Id, Retries, Times) ->
    case call({lock, Id, self()}) of
        true -> true;
        false when Retries =:= 0 -> false;
        false ->
            timer:sleep(rand:uniform(min(8000, 250 bsl min(Times, 5))) div 4 + 1),
            try_lock(Id, if Retries =:= infinity -> infinity; true -> Retries - 1 end, Times + 1)
    end.

-doc "Gives a lock back.".
del_lock(Id) -> del_lock(Id, [node()]).
del_lock({_, _} = Id, Nodes) when is_list(Nodes) ->
    call({unlock, Id, self()}),
    true.

-doc "Runs a function under a lock.".
trans(Id, Fun) -> trans(Id, Fun, [node()], infinity).
trans(Id, Fun, Nodes) -> trans(Id, Fun, Nodes, infinity).
trans(Id, Fun, Nodes, Retries) ->
    case set_lock(Id, Nodes, Retries) of
        true ->
            try
                case Fun of
                    {M, F} -> M:F();
                    _ -> Fun()
                end
            after
                del_lock(Id, Nodes)
            end;
        false -> aborted
    end.

%% ---------------------------------------------------------------------------------------------------------
%% The server. State: locks as Resource => {Requester, [{Pid, Monitor}]}.

-doc false.
init([]) ->
    process_flag(trap_exit, true),
    ?NAMES = ets:new(?NAMES, [named_table, protected, {read_concurrency, true}]),
    ?OWNERS = ets:new(?OWNERS, [named_table, protected, bag]),
    {ok, #{}}.

-doc false.
handle_call({register, Name, Pid}, _From, Locks) ->
    case whereis_name(Name) of
        undefined ->
            forget(Name),
            case may_have(Pid) of
                true -> {reply, add(Name, Pid), Locks};
                false -> {reply, no, Locks}
            end;
        _ -> {reply, no, Locks}
    end;
handle_call({re_register, Name, Pid}, _From, Locks) ->
    forget(Name),
    {reply, add(Name, Pid), Locks};
handle_call({unregister, Name}, _From, Locks) ->
    forget(Name),
    {reply, ok, Locks};
handle_call({lock, {Resource, Requester}, Pid}, _From, Locks) ->
    case Locks of
        #{Resource := {Requester, Holders}} ->
            case lists:keymember(Pid, 1, Holders) of
                true -> {reply, true, Locks};
                false -> {reply, true, Locks#{Resource := {Requester, [{Pid, monitor(process, Pid)} | Holders]}}}
            end;
        #{Resource := _} -> {reply, false, Locks};
        _ -> {reply, true, Locks#{Resource => {Requester, [{Pid, monitor(process, Pid)}]}}}
    end;
handle_call({unlock, {Resource, Requester}, Pid}, _From, Locks) ->
    case Locks of
        #{Resource := {Requester, Holders}} ->
            case lists:keytake(Pid, 1, Holders) of
                {value, {_, Ref}, Left} ->
                    demonitor(Ref, [flush]),
                    {reply, true, holders(Resource, Requester, Left, Locks)};
                false -> {reply, true, Locks}
            end;
        _ -> {reply, true, Locks}
    end;
handle_call(info, _From, Locks) -> {reply, Locks, Locks};
handle_call(stop, _From, Locks) -> {stop, normal, stopped, Locks}.

holders(Resource, _, [], Locks) -> maps:remove(Resource, Locks);
holders(Resource, Requester, Left, Locks) -> Locks#{Resource := {Requester, Left}}.

%% A second name is for those who asked that it be allowed.
may_have(Pid) ->
    ets:member(?OWNERS, Pid) =:= false orelse application:get_env(kernel, global_multi_name_action) =:= {ok, allow}.

add(Name, Pid) ->
    ets:insert(?NAMES, {Name, Pid, monitor(process, Pid)}),
    ets:insert(?OWNERS, {Pid, Name}),
    yes.

forget(Name) ->
    case ets:take(?NAMES, Name) of
        [{_, Pid, Ref}] ->
            ets:delete_object(?OWNERS, {Pid, Name}),
            demonitor(Ref, [flush]);
        [] -> ok
    end.

-doc false.
handle_cast(_, Locks) -> {noreply, Locks}.

-doc false.
handle_info({'DOWN', Ref, process, Pid, _}, Locks) ->
    [ets:delete(?NAMES, Name) || {_, Name} <- ets:take(?OWNERS, Pid)],
    {noreply, maps:filtermap(fun(_, {Requester, Holders}) ->
        case lists:keydelete(Ref, 2, Holders) of
            [] -> false;
            Left -> {true, {Requester, Left}}
        end
    end, Locks)};
handle_info(_, Locks) -> {noreply, Locks}.

-doc false.
terminate(_, _) -> ok.

-doc false.
code_change(_, State, _) -> {ok, State}.
