%% Applications: loading, starting, stopping, environments.
-module(application).
-export([ensure_all_started/1, ensure_all_started/2, ensure_all_started/3, start/1, start/2, start_boot/1, start_boot/2,
         ensure_started/1, ensure_started/2, stop/1, takeover/2, load/1, load/2, unload/1, permit/2]).
-export([loaded_applications/0, which_applications/0, which_applications/1, info/0]).
-export([set_env/1, set_env/2, set_env/3, set_env/4, unset_env/2, unset_env/3, get_env/1, get_env/2, get_env/3,
         get_all_env/0, get_all_env/1, get_key/1, get_key/2, get_all_key/0, get_all_key/1]).
-export([get_application/0, get_application/1, get_supervisor/1, start_type/0]).

-export_type([start_type/0, restart_type/0, tuple_of/1, application_spec/0, application_opt/0]).

-type start_type() :: normal | {takeover, node()} | {failover, node()}.
-type restart_type() :: permanent | transient | temporary.
-type tuple_of(_T) :: tuple().
-type application_opt() :: {description, string()} | {vsn, string()} | {id, string()} | {modules, [module()]}
    | {maxP, pos_integer() | infinity} | {maxT, timeout()} | {registered, [atom()]} | {included_applications, [atom()]}
    | {optional_applications, [atom()]} | {applications, [atom()]} | {env, [{atom(), term()}]}
    | {start_phases, [{atom(), term()}] | undefined} | {mod, {module(), term()}}.
-type application_spec() :: {application, atom(), [application_opt()]}.

-callback start(StartType :: start_type(), StartArgs :: term()) -> {ok, pid()} | {ok, pid(), State :: term()} | {error, term()}.
-callback start_phase(Phase :: atom(), StartType :: start_type(), PhaseArgs :: term()) -> ok | {error, term()}.
-callback prep_stop(State) -> NewState when State :: term(), NewState :: term().
-callback stop(State :: term()) -> term().
-callback config_change(Changed, New, Removed) -> ok when
      Changed :: [{atom(), term()}], New :: [{atom(), term()}], Removed :: [atom()].
-optional_callbacks([start_phase/3, prep_stop/1, config_change/3]).

-define(AC, application_controller).

-doc "Loads an application from its specification or resource file.".
load(Application) -> load(Application, []).

load(Application, _Distributed) -> ?AC:load_application(Application).

-doc "Unloads an application.".
unload(Application) -> ?AC:unload_application(Application).

-doc "Starts an application, loading it first if necessary.".
start(Application) -> start(Application, temporary).

start(Application, RestartType) ->
    case load(Application) of
        ok -> ?AC:start_application(name(Application), RestartType);
        {error, {already_loaded, Name}} -> ?AC:start_application(name(Name), RestartType);
        Error -> Error
    end.

name({application, Name, _}) -> name(Name);
name(Name) when is_atom(Name) -> Name.

-doc false.
start_boot(Application) -> start_boot(Application, temporary).
-doc false.
start_boot(Application, RestartType) -> start(Application, RestartType).

-doc "Starts an application unless it runs.".
ensure_started(Application) -> ensure_started(Application, temporary).

ensure_started(Application, RestartType) ->
    case start(Application, RestartType) of
        ok -> ok;
        {error, {already_started, Application}} -> ok;
        Error -> Error
    end.

-doc "Starts applications and all they depend on.".
ensure_all_started(Applications) -> ensure_all_started(Applications, temporary, serial).

ensure_all_started(Applications, Type) -> ensure_all_started(Applications, Type, serial).

ensure_all_started(Application, Type, Mode) when is_atom(Application) -> ensure_all_started([Application], Type, Mode);
ensure_all_started(Applications, Type, Mode) when is_list(Applications), (Mode =:= serial orelse Mode =:= concurrent) ->
    case start_all(Applications, Type, []) of
        {ok, Started} -> {ok, lists:reverse(Started)};
        {error, Error, Started} ->
            lists:foreach(fun(App) -> _ = stop(App) end, Started),
            {error, Error}
    end.

%% Started has the newest first.
start_all([App | Apps], Type, Started) ->
    case start_one(App, Type, Started) of
        {ok, Started1} -> start_all(Apps, Type, Started1);
        Error -> Error
    end;
start_all([], _, Started) -> {ok, Started}.

start_one(App, Type, Started) ->
    case start(App, Type) of
        ok -> {ok, [App | Started]};
        {error, {already_started, App}} -> {ok, Started};
        {error, {not_started, Dep}} ->
            case start_one(Dep, Type, Started) of
                {ok, Started1} -> start_one(App, Type, Started1);
                {error, {Dep, {Text, _}}, Started1} = Error when is_list(Text) ->
                    case optional(App, Dep) of
                        true -> {error, {App, {not_started, Dep}}, Started1};
                        false -> Error
                    end;
                Error -> Error
            end;
        {error, Reason} -> {error, {App, Reason}, Started}
    end.

optional(App, Dep) ->
    case get_key(App, optional_applications) of
        {ok, Optional} -> lists:member(Dep, Optional);
        undefined -> false
    end.

-doc "Stops an application.".
stop(Application) -> ?AC:stop_application(Application).

-doc "Takes an application over from another node; there is none.".
takeover(Application, _RestartType) -> {error, {not_running_distributed, Application}}.

-doc "Permits or forbids an application to run.".
permit(Application, Permission) when is_boolean(Permission) ->
    case {get_key(Application, vsn), Permission} of
        {undefined, _} -> {error, {not_loaded, Application}};
        {_, true} ->
            case lists:keymember(Application, 1, which_applications()) of
                true -> ok;
                false -> start(Application)
            end;
        {_, false} ->
            _ = stop(Application),
            ok
    end.

-doc "The applications that are loaded.".
loaded_applications() -> ?AC:loaded_applications().

-doc "The applications that run.".
which_applications() -> ?AC:which_applications().
which_applications(infinity) -> ?AC:which_applications();
which_applications(Timeout) when is_integer(Timeout), Timeout >= 0 -> ?AC:which_applications().

-doc false.
info() -> ?AC:info().

%% ---------------------------------------------------------------------------------------------------------
%% Environment and keys

-doc "The value of a key of the caller's application.".
get_env(Key) ->
    case get_application() of
        {ok, App} -> get_env(App, Key);
        undefined -> undefined
    end.

-doc "The value of a key of an application.".
get_env(Application, Key) -> ?AC:get_env(Application, Key).

-doc "The value of a key of an application, or a default.".
get_env(Application, Key, Default) ->
    case get_env(Application, Key) of
        {ok, Value} -> Value;
        undefined -> Default
    end.

-doc "All keys and values of an application.".
get_all_env() ->
    case get_application() of
        {ok, App} -> get_all_env(App);
        undefined -> []
    end.

get_all_env(Application) -> ?AC:get_all_env(Application).

-doc "Sets the environments of several applications.".
set_env(Config) -> set_env(Config, []).

set_env(Config, Options) when is_list(Config), is_list(Options) ->
    case check_config(Config, []) of
        ok -> ?AC:set_env(Config, Options);
        {error, Text} -> error({badarg, Text}, [Config, Options])
    end.

check_config([{App, Env} | Config], Seen) when is_atom(App), is_list(Env) ->
    case lists:member(App, Seen) of
        true -> {error, "duplicate application config: " ++ atom_to_list(App)};
        false ->
            case check_env(App, Env, []) of
                ok -> check_config(Config, [App | Seen]);
                Error -> Error
            end
    end;
check_config([{App, Env} | _], _) when is_list(Env) ->
    {error, lists:flatten(io_lib:format("application: ~tp; application name must be an atom", [App]))};
check_config([{App, _} | _], _) ->
    {error, lists:flatten(io_lib:format("application: ~tp; parameters must be a list", [App]))};
check_config([Other | _], _) ->
    {error, lists:flatten(io_lib:format("invalid application config: ~tp", [Other]))};
check_config([], _) -> ok;
check_config(Other, _) -> {error, lists:flatten(io_lib:format("invalid application config: ~tp", [Other]))}.

check_env(App, [{Key, _} | Env], Seen) when is_atom(Key) ->
    case lists:member(Key, Seen) of
        true -> {error, lists:flatten(io_lib:format("application: ~tp; duplicate parameter: ~tp", [App, Key]))};
        false -> check_env(App, Env, [Key | Seen])
    end;
check_env(App, [Other | _], _) ->
    {error, lists:flatten(io_lib:format("application: ~tp; invalid parameter: ~tp", [App, Other]))};
check_env(_, [], _) -> ok.

-doc "Sets a key of an application.".
set_env(Application, Key, Value) -> set_env(Application, Key, Value, []).

set_env(Application, Key, Value, Options) when is_list(Options) -> ?AC:set_env([{Application, [{Key, Value}]}], Options).

-doc "Removes a key of an application.".
unset_env(Application, Key) -> ?AC:unset_env(Application, Key).
unset_env(Application, Key, Options) when is_list(Options) -> ?AC:unset_env(Application, Key).

-doc "A key of the specification of the caller's application.".
get_key(Key) ->
    case get_application() of
        {ok, App} -> get_key(App, Key);
        undefined -> undefined
    end.

-doc "A key of the specification of an application.".
get_key(Application, Key) -> ?AC:get_key(Application, Key).

-doc "The specification of an application.".
get_all_key() ->
    case get_application() of
        {ok, App} -> get_all_key(App);
        undefined -> []
    end.

get_all_key(Application) -> ?AC:get_all_key(Application).

-doc "The application of the calling process.".
get_application() -> get_application(self()).

-doc "The application a process or module belongs to.".
get_application(Pid) when is_pid(Pid) ->
    case process_info(Pid, group_leader) of
        {group_leader, Gl} -> ?AC:get_application(Gl);
        undefined -> undefined
    end;
get_application(Module) when is_atom(Module) -> ?AC:get_application_module(Module).

-doc "The topmost supervisor of an application.".
get_supervisor(Application) when is_atom(Application) ->
    case ?AC:get_master(Application) of
        undefined -> undefined;
        Master ->
            case application_master:get_child(Master) of
                {Root, _} when is_pid(Root) -> {ok, Root};
                _ -> undefined
            end
    end.

-doc false.
start_type() -> undefined.
