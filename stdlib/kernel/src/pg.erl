%% Process groups. A scope is a server with a table of groups; members are pids of this node.
-module(pg).
-behaviour(gen_server).
-export([start/1, start_link/0, start_link/1, join/2, join/3, leave/2, leave/3, monitor_scope/0, monitor_scope/1,
         monitor/1, monitor/2, demonitor/1, demonitor/2, get_members/1, get_members/2, get_local_members/1,
         get_local_members/2, which_groups/0, which_groups/1, which_local_groups/0, which_local_groups/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

-export_type([group/0]).

-type group() :: any().

-define(DEFAULT_SCOPE, ?MODULE).

-doc "Starts the default scope.".
start_link() -> start_link(?DEFAULT_SCOPE).

-doc "Starts a scope linked to the caller.".
start_link(Scope) when is_atom(Scope) -> gen_server:start_link({local, Scope}, ?MODULE, [Scope], []).

-doc "Starts a scope.".
start(Scope) when is_atom(Scope) -> gen_server:start({local, Scope}, ?MODULE, [Scope], []).

-doc "Adds processes to a group.".
join(Group, PidOrPids) -> join(?DEFAULT_SCOPE, Group, PidOrPids).

join(Scope, Group, Pids) when is_atom(Scope) ->
    ok = local(Pids),
    gen_server:call(Scope, {join, Group, Pids}, infinity).

-doc "Removes processes from a group.".
leave(Group, PidOrPids) -> leave(?DEFAULT_SCOPE, Group, PidOrPids).

leave(Scope, Group, Pids) when is_atom(Scope) ->
    ok = local(Pids),
    gen_server:call(Scope, {leave, Group, Pids}, infinity).

local([]) -> ok;
local([Pid | Pids]) when is_pid(Pid), node(Pid) =:= node() -> local(Pids);
local(Pid) when is_pid(Pid), node(Pid) =:= node() -> ok;
local([Bad | _]) -> erlang:error({nolocal, Bad});
local(Pid) when is_pid(Pid) -> erlang:error({nolocal, Pid}).

-doc "Monitors a scope: its groups, and messages about every change.".
monitor_scope() -> monitor_scope(?DEFAULT_SCOPE).
monitor_scope(Scope) -> gen_server:call(Scope, monitor, infinity).

-doc "Monitors a group: its members, and messages about every change.".
monitor(Group) -> ?MODULE:monitor(?DEFAULT_SCOPE, Group).
monitor(Scope, Group) -> gen_server:call(Scope, {subscribe, {group, Group}}, infinity).

-doc "Ends monitoring.".
demonitor(Ref) -> pg:demonitor(?DEFAULT_SCOPE, Ref).
demonitor(Scope, Ref) ->
    gen_server:call(Scope, {unsubscribe, Ref}, infinity),
    flush(Ref).

flush(Ref) ->
    receive
        {Ref, Verb, _, _} when Verb =:= join; Verb =:= leave -> flush(Ref)
    after 0 -> ok
    end.

-doc "The members of a group.".
get_members(Group) -> get_members(?DEFAULT_SCOPE, Group).

get_members(Scope, Group) ->
    try ets:lookup_element(Scope, Group, 2, [])
    catch
        error:badarg -> []
    end.

-doc "The members of a group on this node.".
get_local_members(Group) -> get_members(?DEFAULT_SCOPE, Group).
get_local_members(Scope, Group) -> get_members(Scope, Group).

-doc "The groups.".
which_groups() -> which_groups(?DEFAULT_SCOPE).

which_groups(Scope) when is_atom(Scope) -> [G || [G] <- ets:match(Scope, {'$1', '_'})].

-doc "The groups with members on this node.".
which_local_groups() -> which_groups(?DEFAULT_SCOPE).
which_local_groups(Scope) -> which_groups(Scope).

%% ---------------------------------------------------------------------------------------------------------
%% The scope. Processes: pid => {monitor, groups}, a group as often as the process is in it. Watchers: monitor
%% reference => all | {group, G}.

-record(state, {scope, procs = #{}, watchers = #{}}).

-doc false.
init([Scope]) ->
    Scope = ets:new(Scope, [set, protected, named_table, {read_concurrency, true}]),
    {ok, #state{scope = Scope}}.

-doc false.
handle_call({join, Group, Pids0}, _From, #state{scope = Scope, procs = Procs} = S) ->
    Pids = as_list(Pids0),
    Procs1 = lists:foldl(fun(Pid, Acc) ->
        case Acc of
            #{Pid := {Ref, Groups}} -> Acc#{Pid := {Ref, [Group | Groups]}};
            _ -> Acc#{Pid => {erlang:monitor(process, Pid), [Group]}}
        end
    end, Procs, Pids),
    Pids =/= [] andalso ets:insert(Scope, {Group, Pids ++ get_members(Scope, Group)}),
    tell(join, Group, Pids, S),
    {reply, ok, S#state{procs = Procs1}};
handle_call({leave, Group, Pids0}, _From, #state{procs = Procs} = S) ->
    {Left, Procs1} = lists:foldl(fun(Pid, {L, Acc}) ->
        case Acc of
            #{Pid := {Ref, Groups}} ->
                case {lists:member(Group, Groups), lists:delete(Group, Groups)} of
                    {false, _} -> {L, Acc};
                    {true, []} ->
                        erlang:demonitor(Ref, [flush]),
                        {[Pid | L], maps:remove(Pid, Acc)};
                    {true, Other} -> {[Pid | L], Acc#{Pid := {Ref, Other}}}
                end;
            _ -> {L, Acc}
        end
    end, {[], Procs}, as_list(Pids0)),
    case lists:reverse(Left) of
        [] -> {reply, not_joined, S};
        Gone ->
            remove(Group, Gone, S),
            tell(leave, Group, Gone, S),
            {reply, ok, S#state{procs = Procs1}}
    end;
handle_call(monitor, {Pid, _}, #state{scope = Scope, watchers = Watchers} = S) ->
    Ref = erlang:monitor(process, Pid),
    Groups = maps:from_list(ets:tab2list(Scope)),
    {reply, {Ref, Groups}, S#state{watchers = Watchers#{Ref => {Pid, all}}}};
handle_call({subscribe, {group, Group}}, {Pid, _}, #state{scope = Scope, watchers = Watchers} = S) ->
    Ref = erlang:monitor(process, Pid),
    {reply, {Ref, get_members(Scope, Group)}, S#state{watchers = Watchers#{Ref => {Pid, {group, Group}}}}};
handle_call({unsubscribe, Ref}, _From, #state{watchers = Watchers} = S) ->
    case maps:take(Ref, Watchers) of
        {_, Left} ->
            erlang:demonitor(Ref, [flush]),
            {reply, ok, S#state{watchers = Left}};
        error -> {reply, false, S}
    end;
handle_call(_, _From, S) -> {noreply, S}.

as_list(Pid) when is_pid(Pid) -> [Pid];
as_list(Pids) -> Pids.

remove(Group, Gone, #state{scope = Scope}) ->
    case get_members(Scope, Group) -- Gone of
        [] -> ets:delete(Scope, Group);
        Left -> ets:insert(Scope, {Group, Left})
    end.

tell(_, _, [], _) -> ok;
tell(Verb, Group, Pids, #state{watchers = Watchers}) ->
    maps:foreach(fun
        (Ref, {Pid, all}) -> Pid ! {Ref, Verb, Group, Pids};
        (Ref, {Pid, {group, G}}) when G =:= Group -> Pid ! {Ref, Verb, Group, Pids};
        (_, _) -> ok
    end, Watchers).

-doc false.
handle_cast(_, S) -> {noreply, S}.

-doc false.
handle_info({'DOWN', Ref, process, Pid, _}, #state{procs = Procs, watchers = Watchers} = S) ->
    case maps:take(Pid, Procs) of
        {{Ref, Groups}, Left} ->
            lists:foreach(fun(Group) ->
                remove(Group, [Pid], S),
                tell(leave, Group, [Pid], S)
            end, Groups),
            {noreply, S#state{procs = Left}};
        _ -> {noreply, S#state{watchers = maps:remove(Ref, Watchers)}}
    end;
handle_info(_, S) -> {noreply, S}.

-doc false.
terminate(_, #state{scope = Scope}) -> ets:delete(Scope).
