%% What the generic behaviours share: starting, calling, request identifiers, stopping.
-module(gen).
-export([start/5, start/6, init_it/6, init_it/7, stop/1, stop/3]).
-export([call/3, call/4, reply/2]).
-export([send_request/3, send_request/5, wait_response/2, receive_response/2, check_response/2]).
-export([wait_response/3, receive_response/3, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([get_parent/0, get_proc_name/1, name/1, unregister_name/1, debug_options/2, hibernate_after/1]).
-export([format_status/4, format_status_header/2]).

-export_type([request_id/0, request_id_collection/0]).

-opaque request_id() :: reference().
-opaque request_id_collection() :: #{reference() => term()}.

%% ---------------------------------------------------------------------------------------------------------
%% Starting

-doc false.
start(GenMod, LinkP, Name, Mod, Args, Options) ->
    case where(Name) of
        undefined -> do_spawn(GenMod, LinkP, Name, Mod, Args, Options);
        Pid -> {error, {already_started, Pid}}
    end.

-doc false.
start(GenMod, LinkP, Mod, Args, Options) ->
    do_spawn(GenMod, LinkP, Mod, Args, Options).

do_spawn(GenMod, link, Mod, Args, Options) ->
    proc_lib:start_link(?MODULE, init_it, [GenMod, self(), self(), Mod, Args, Options],
                        timeout(Options), spawn_options(Options));
do_spawn(GenMod, monitor, Mod, Args, Options) ->
    monitored(proc_lib:start_monitor(?MODULE, init_it, [GenMod, self(), self, Mod, Args, Options],
                                     timeout(Options), spawn_options(Options)));
do_spawn(GenMod, _, Mod, Args, Options) ->
    proc_lib:start(?MODULE, init_it, [GenMod, self(), self, Mod, Args, Options],
                   timeout(Options), spawn_options(Options)).

do_spawn(GenMod, link, Name, Mod, Args, Options) ->
    proc_lib:start_link(?MODULE, init_it, [GenMod, self(), self(), Name, Mod, Args, Options],
                        timeout(Options), spawn_options(Options));
do_spawn(GenMod, monitor, Name, Mod, Args, Options) ->
    monitored(proc_lib:start_monitor(?MODULE, init_it, [GenMod, self(), self, Name, Mod, Args, Options],
                                     timeout(Options), spawn_options(Options)));
do_spawn(GenMod, _, Name, Mod, Args, Options) ->
    proc_lib:start(?MODULE, init_it, [GenMod, self(), self, Name, Mod, Args, Options],
                   timeout(Options), spawn_options(Options)).

monitored({{ok, Pid}, Mon}) -> {ok, {Pid, Mon}};
monitored({Error, Mon}) ->
    erlang:demonitor(Mon, [flush]),
    Error.

timeout(Options) ->
    case lists:keyfind(timeout, 1, Options) of
        {_, Time} -> Time;
        false -> infinity
    end.

spawn_options(Options) ->
    case lists:keyfind(spawn_opt, 1, Options) of
        {_, Opts} -> Opts;
        false -> []
    end.

-doc false.
hibernate_after(Options) ->
    case lists:keyfind(hibernate_after, 1, Options) of
        {_, Time} -> Time;
        false -> infinity
    end.

-doc false.
debug_options(Name, Options) ->
    case lists:keyfind(debug, 1, Options) of
        {_, Debug} ->
            try sys:debug_options(Debug)
            catch
                _:_ ->
                    error_logger:format("~tp: ignoring erroneous debug options - ~tp~n", [Name, Debug]),
                    []
            end;
        false -> []
    end.

-doc false.
init_it(GenMod, Starter, Parent, Mod, Args, Options) ->
    GenMod:init_it(Starter, parent(Parent), self(), Mod, Args, Options).

-doc false.
init_it(GenMod, Starter, Parent, Name, Mod, Args, Options) ->
    case register_name(Name) of
        true -> GenMod:init_it(Starter, parent(Parent), Name, Mod, Args, Options);
        {false, Pid} -> proc_lib:init_fail(Starter, {error, {already_started, Pid}}, {exit, normal})
    end.

parent(self) -> self();
parent(Pid) -> Pid.

where({global, Name}) -> global:whereis_name(Name);
where({via, Module, Name}) -> Module:whereis_name(Name);
where({local, Name}) -> whereis(Name);
where(Name) -> erlang:error(badarg, [Name]).

register_name({local, Name} = LN) ->
    try register(Name, self())
    catch
        error:_ -> {false, where(LN)}
    end;
register_name({global, Name} = GN) -> registered(global:register_name(Name, self()), GN);
register_name({via, Module, Name} = VN) -> registered(Module:register_name(Name, self()), VN).

registered(yes, _) -> true;
registered(no, Name) -> {false, where(Name)}.

-doc false.
unregister_name({local, Name}) ->
    try unregister(Name) of
        _ -> ok
    catch
        _:_ -> ok
    end;
unregister_name({global, Name}) -> global:unregister_name(Name), ok;
unregister_name({via, Module, Name}) -> Module:unregister_name(Name), ok;
unregister_name(Pid) when is_pid(Pid) -> ok.

-doc false.
name({local, Name}) -> Name;
name({global, Name}) -> Name;
name({via, _, Name}) -> Name;
name(Pid) when is_pid(Pid) -> Pid.

-doc false.
get_proc_name(Pid) when is_pid(Pid) -> Pid;
get_proc_name({local, Name}) -> own_name(process_info(self(), registered_name), Name);
get_proc_name({global, Name}) -> own_global(global:whereis_name(Name), Name, process_not_registered_globally);
get_proc_name({via, Module, Name}) -> own_global(Module:whereis_name(Name), Name, {process_not_registered_via, Module}).

own_name({registered_name, Name}, Name) -> Name;
own_name(_, _) -> exit(process_not_registered).

own_global(Pid, Name, _) when Pid =:= self() -> Name;
own_global(undefined, _, Why) -> exit(Why);
own_global(_, _, Why) -> exit(Why).

-doc false.
get_parent() ->
    case get('$ancestors') of
        [Parent | _] when is_pid(Parent) -> Parent;
        [Parent | _] when is_atom(Parent) -> name_to_pid(Parent);
        _ -> exit(process_was_not_started_by_proc_lib)
    end.

name_to_pid(Name) ->
    case whereis(Name) of
        undefined ->
            case global:whereis_name(Name) of
                undefined -> exit(could_not_find_registered_name);
                Pid -> Pid
            end;
        Pid -> Pid
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Calling

-define(is_timeout(T), (T =:= infinity orelse is_integer(T) andalso T >= 0)).

-doc "Sends a request and waits for the reply: {ok, Reply}, or exits.".
call(Process, Label, Request) -> call(Process, Label, Request, 5000).

call(Process, Label, Request, Timeout) when is_pid(Process), ?is_timeout(Timeout) ->
    do_call(Process, Label, Request, Timeout);
call(Process, Label, Request, Timeout) when ?is_timeout(Timeout) ->
    do_for_proc(Process, fun(P) -> do_call(P, Label, Request, Timeout) end).

%% The call primitive: the reply comes to an alias that is gone once the reply, or the news of the death of the
%% other process, has come, so that a late reply never arrives.
do_call(Process, _, _, _) when Process =:= self() -> exit(calling_self);
do_call(Process, Label, Request, Timeout) ->
    %% a monitor with an alias, and {Label, {self(), [alias | Mref]}, Request} sent, in one step
    Mref = purlin_gen:request(Process, Label, Request),
    receive
        {[alias | Mref], Reply} ->
            erlang:demonitor(Mref, [flush]),
            {ok, Reply};
        {'DOWN', Mref, _, _, noconnection} ->
            exit({nodedown, node_of(Process)});
        {'DOWN', Mref, _, _, Reason} ->
            exit(Reason)
    after Timeout ->
        erlang:demonitor(Mref, [flush]),
        receive
            {[alias | Mref], Reply} -> {ok, Reply}
        after 0 -> exit(timeout)
        end
    end.

node_of(Process) when is_pid(Process) -> node(Process);
node_of({_, Node}) -> Node;
node_of(_) -> node().

do_for_proc(Pid, Fun) when is_pid(Pid) -> Fun(Pid);
do_for_proc(Name, Fun) when is_atom(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid) -> Fun(Pid);
        undefined -> exit(noproc)
    end;
do_for_proc({global, Name}, Fun) -> found(global:whereis_name(Name), Fun);
do_for_proc({via, Module, Name}, Fun) -> found(Module:whereis_name(Name), Fun);
do_for_proc({Name, Node}, Fun) when Node =:= node(), is_atom(Name) -> do_for_proc(Name, Fun);
do_for_proc({Name, Node}, _) when is_atom(Name), is_atom(Node) -> exit({nodedown, Node}).

found(Pid, Fun) when is_pid(Pid) -> Fun(Pid);
found(undefined, _) -> exit(noproc).

-doc "Sends a reply to a caller.".
reply({_, [alias | Alias] = Tag}, Reply) when is_reference(Alias) ->
    Alias ! {Tag, Reply},
    ok;
reply({_, [[alias | Alias] | _] = Tag}, Reply) when is_reference(Alias) ->
    Alias ! {Tag, Reply},
    ok;
reply({To, Tag}, Reply) ->
    try To ! {Tag, Reply} of
        _ -> ok
    catch
        _:_ -> ok
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Requests without waiting. The identifier is the monitor, which is also the alias for the reply.

-doc false.
send_request(Process, Label, Request) when is_pid(Process) -> do_send(Process, Label, Request);
send_request(Process, Label, Request) ->
    try do_for_proc(Process, fun(P) -> do_send(P, Label, Request) end)
    catch
        exit:_ ->
            %% nobody there: a monitor that answers at once
            Ref = make_ref(),
            self() ! {'DOWN', Ref, process, Process, noproc},
            Ref
    end.

do_send(Process, Label, Request) -> purlin_gen:request(Process, Label, Request).

-doc false.
send_request(Process, Label, Request, Tag, Collection) when is_map(Collection) ->
    Collection#{send_request(Process, Label, Request) => Tag}.

-doc "Waits for a reply; the request stays alive after a timeout.".
wait_response(ReqId, Timeout) ->
    Time = time_left(deadline(Timeout)),
    receive
        {[alias | ReqId], Reply} ->
            erlang:demonitor(ReqId, [flush]),
            {reply, Reply};
        {'DOWN', ReqId, _, Object, Reason} ->
            {error, {Reason, Object}}
    after Time -> timeout
    end.

-doc "Waits for a reply and gives the request up after a timeout.".
receive_response(ReqId, Timeout) ->
    case wait_response(ReqId, Timeout) of
        timeout ->
            erlang:demonitor(ReqId, [flush]),
            receive
                {[alias | ReqId], Reply} -> {reply, Reply}
            after 0 -> timeout
            end;
        Result -> Result
    end.

-doc "Whether a message is the reply to a request.".
check_response(Msg, ReqId) when is_reference(ReqId) ->
    case Msg of
        {[alias | ReqId], Reply} ->
            erlang:demonitor(ReqId, [flush]),
            {reply, Reply};
        {'DOWN', ReqId, _, Object, Reason} -> {error, {Reason, Object}};
        _ -> no_reply
    end.

deadline(infinity) -> infinity;
deadline({abs, Time}) when is_integer(Time) -> Time;
deadline(Timeout) when is_integer(Timeout), Timeout >= 0, Timeout =< 16#ffffffff ->
    erlang:monotonic_time(millisecond) + Timeout;
deadline(_) -> error(badarg).

time_left(infinity) -> infinity;
time_left(Deadline) ->
    case Deadline - erlang:monotonic_time(millisecond) of
        Left when Left > 16#ffffffff -> error(badarg);
        Left -> max(0, Left)
    end.

-doc false.
wait_response(Collection, Timeout, Delete) -> any_response(Collection, Timeout, Delete, fun keep/1).

-doc false.
receive_response(Collection, Timeout, Delete) -> any_response(Collection, Timeout, Delete, fun abandon/1).

any_response(Collection, Timeout, Delete, _) when map_size(Collection) =:= 0, is_boolean(Delete) ->
    deadline(Timeout),
    no_request;
any_response(Collection, Timeout, Delete, OnTimeout) when is_map(Collection), is_boolean(Delete) ->
    Time = time_left(deadline(Timeout)),
    receive
        {[alias | ReqId], Reply} when is_map_key(ReqId, Collection) ->
            erlang:demonitor(ReqId, [flush]),
            collected({reply, Reply}, ReqId, Collection, Delete);
        {'DOWN', ReqId, _, Object, Reason} when is_map_key(ReqId, Collection) ->
            collected({error, {Reason, Object}}, ReqId, Collection, Delete)
    after Time ->
        OnTimeout(Collection),
        timeout
    end.

keep(_) -> ok.

abandon(Collection) ->
    lists:foreach(fun(ReqId) ->
        erlang:demonitor(ReqId, [flush]),
        receive
            {[alias | ReqId], _} -> ok
        after 0 -> ok
        end
    end, maps:keys(Collection)).

collected(Result, ReqId, Collection, Delete) ->
    Label = maps:get(ReqId, Collection),
    Left = if Delete -> maps:remove(ReqId, Collection); true -> Collection end,
    {Result, Label, Left}.

-doc false.
check_response(_, Collection, Delete) when map_size(Collection) =:= 0, is_boolean(Delete) -> no_request;
check_response(Msg, Collection, Delete) when is_map(Collection), is_boolean(Delete) ->
    case Msg of
        {[alias | ReqId], Reply} when is_map_key(ReqId, Collection) ->
            erlang:demonitor(ReqId, [flush]),
            collected({reply, Reply}, ReqId, Collection, Delete);
        {'DOWN', ReqId, _, Object, Reason} when is_map_key(ReqId, Collection) ->
            collected({error, {Reason, Object}}, ReqId, Collection, Delete);
        _ -> no_reply
    end.

reqids_new() -> #{}.

reqids_size(Collection) when is_map(Collection) -> map_size(Collection);
reqids_size(_) -> error(badarg).

reqids_add(ReqId, Label, Collection) when is_reference(ReqId), is_map(Collection), not is_map_key(ReqId, Collection) ->
    Collection#{ReqId => Label};
reqids_add(_, _, _) -> error(badarg).

reqids_to_list(Collection) when is_map(Collection) -> maps:to_list(Collection);
reqids_to_list(_) -> error(badarg).

%% ---------------------------------------------------------------------------------------------------------
%% Stopping

-doc false.
stop(Process) -> stop(Process, normal, infinity).

-doc false.
stop(Process, Reason, Timeout) when ?is_timeout(Timeout) ->
    do_for_proc(Process, fun(P) -> proc_lib:stop(P, Reason, Timeout) end).

%% ---------------------------------------------------------------------------------------------------------
%% Status

-doc false.
format_status_header(Title, Pid) when is_pid(Pid) -> lists:concat([Title, " ", pid_to_list(Pid)]);
format_status_header(Title, Name) when is_atom(Name) -> lists:concat([Title, " ", Name]);
format_status_header(Title, Name) -> {Title, Name}.

%% Calls the format_status of a callback module, if any: the old kind with two arguments or the new one.
-doc false.
format_status(Mod, Opt, Status, Args) ->
    case {erlang:function_exported(Mod, format_status, 1), erlang:function_exported(Mod, format_status, 2)} of
        {true, _} ->
            try Mod:format_status(Status) of
                New when is_map(New) -> maps:merge(Status, New);
                Other -> Status#{'EXIT' => atom_to_list(Mod) ++ ":format_status/1 returned a bad value", bad => Other}
            catch
                _:_ -> Status#{'EXIT' => atom_to_list(Mod) ++ ":format_status/1 crashed"}
            end;
        {false, true} when is_list(Args) ->
            try Mod:format_status(Opt, Args) of
                Result -> Status#{'$status' => Result}
            catch
                throw:Result -> Status#{'$status' => Result};
                _:_ -> Status#{'EXIT' => atom_to_list(Mod) ++ ":format_status/2 crashed"}
            end;
        _ -> Status
    end.
