%% The process at the top of a running application. It is the group leader of the application's processes, which
%% is how they know what they belong to; a second process runs the callbacks and is the parent of the root
%% supervisor.
-module(application_master).
-export([start_link/3, stop/1, get_child/1, init/4, run/4]).

-doc false.
start_link(Controller, App, Data) ->
    spawn_link(?MODULE, init, [Controller, App, Data, group_leader()]).

-doc "Stops the application and waits until it has gone.".
stop(Master) -> ask(Master, stop, ok).

-doc "The root supervisor and the callback module of an application.".
get_child(Master) -> ask(Master, get_child, undefined).

ask(Master, What, Gone) ->
    Ref = monitor(process, Master),
    Master ! {What, self(), Ref},
    receive
        {Ref, Reply} ->
            demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, process, _, _} -> Gone
    end.

-doc false.
init(Controller, App, Data, Gl) ->
    process_flag(trap_exit, true),
    link(Gl),
    group_leader(Gl, self()),
    Runner = spawn_link(?MODULE, run, [self(), self(), App, Data]),
    wait(Controller, App, Runner, Gl).

%% Until the application says that it is up.
wait(Controller, App, Runner, Gl) ->
    receive
        {Runner, {ok, Child}} ->
            Controller ! {started, self(), App},
            loop(Controller, Runner, Gl, Child);
        {Runner, {error, Reason}} ->
            unlink(Controller),
            Controller ! {not_started, self(), App, Reason},
            exit(normal);
        {'EXIT', Runner, Reason} ->
            unlink(Controller),
            Controller ! {not_started, self(), App, Reason},
            exit(normal);
        {'EXIT', Controller, Reason} ->
            exit(Runner, kill),
            exit(Reason);
        {io_request, _, _, _} = Request ->
            Gl ! Request,
            wait(Controller, App, Runner, Gl)
    end.

loop(Controller, Runner, Gl, Child) ->
    receive
        {io_request, _, _, _} = Request ->
            Gl ! Request,
            loop(Controller, Runner, Gl, Child);
        {get_child, From, Ref} ->
            From ! {Ref, Child},
            loop(Controller, Runner, Gl, Child);
        {stop, From, Ref} ->
            shutdown(Runner, Gl),
            unlink(Controller),
            From ! {Ref, ok},
            exit(normal);
        {'EXIT', Runner, Reason} ->
            %% the controller learns the reason by the link
            exit(Reason);
        {'EXIT', Controller, Reason} ->
            shutdown(Runner, Gl),
            exit(Reason);
        {'EXIT', Gl, Reason} ->
            shutdown(Runner, Gl),
            exit(Reason);
        _ ->
            loop(Controller, Runner, Gl, Child)
    end.

shutdown(Runner, Gl) ->
    Runner ! {self(), terminate},
    down(Runner, Gl).

down(Runner, Gl) ->
    receive
        {'EXIT', Runner, _} -> kill_left();
        {io_request, _, _, _} = Request ->
            Gl ! Request,
            down(Runner, Gl)
    end.

%% Processes of the application that are still there.
kill_left() ->
    Self = self(),
    lists:foreach(fun(Pid) ->
        Pid =/= Self andalso process_info(Pid, group_leader) =:= {group_leader, Self} andalso exit(Pid, kill)
    end, processes()).

%% ---------------------------------------------------------------------------------------------------------
%% The process that runs the callbacks

-doc false.
run(Master, Gl, _App, Data) ->
    process_flag(trap_exit, true),
    group_leader(Gl, self()),
    #{mod := {Mod, Args}} = Data,
    case catch Mod:start(normal, Args) of
        {ok, Pid} when is_pid(Pid) -> phases(Master, Mod, Args, Pid, [], Data);
        {ok, Pid, State} when is_pid(Pid) -> phases(Master, Mod, Args, Pid, State, Data);
        {error, Reason} -> failed(Master, {Reason, {Mod, start, [normal, Args]}});
        Other -> failed(Master, {bad_return, {{Mod, start, [normal, Args]}, Other}})
    end.

failed(Master, Reason) ->
    Master ! {self(), {error, Reason}},
    receive after infinity -> ok end.

phases(Master, Mod, Args, Pid, State, #{start_phases := Phases} = Data) when is_list(Phases) ->
    case run_phases(Phases, Mod) of
        ok -> up(Master, Mod, Args, Pid, State, Data);
        {error, Reason} ->
            end_child(Pid),
            failed(Master, Reason)
    end;
phases(Master, Mod, Args, Pid, State, Data) -> up(Master, Mod, Args, Pid, State, Data).

run_phases([{Phase, Args} | Phases], Mod) ->
    case catch Mod:start_phase(Phase, normal, Args) of
        ok -> run_phases(Phases, Mod);
        {error, Reason} -> {error, {Reason, {Mod, start_phase, [Phase, normal, Args]}}};
        Other -> {error, {bad_return, {{Mod, start_phase, [Phase, normal, Args]}, Other}}}
    end;
run_phases([], _) -> ok.

up(Master, Mod, _Args, Pid, State, _Data) ->
    link(Pid),
    Master ! {self(), {ok, {Pid, Mod}}},
    run_loop(Master, Mod, Pid, State).

run_loop(Master, Mod, Pid, State) ->
    receive
        {Master, terminate} ->
            State1 = prepare(Mod, State),
            end_child(Pid),
            _ = (catch Mod:stop(State1)),
            exit(normal);
        {'EXIT', Pid, Reason} ->
            _ = (catch Mod:stop(State)),
            exit(Reason);
        {'EXIT', Master, Reason} ->
            end_child(Pid),
            exit(Reason);
        _ -> run_loop(Master, Mod, Pid, State)
    end.

prepare(Mod, State) ->
    case erlang:function_exported(Mod, prep_stop, 1) of
        true ->
            case catch Mod:prep_stop(State) of
                {'EXIT', Reason} ->
                    logger:error(#{label => {?MODULE, prep_stop}, report => [{module, Mod}, {reason, Reason}]}),
                    State;
                State1 -> State1
            end;
        false -> State
    end.

end_child(Pid) ->
    Ref = monitor(process, Pid),
    exit(Pid, shutdown),
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    receive {'EXIT', Pid, _} -> ok after 0 -> ok end.
