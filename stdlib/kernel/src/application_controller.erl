%% Knows the applications that are loaded and those that run. Specifications and environments lie in the table
%% ac_tab, which everybody reads; the controller starts with the first application that is loaded or configured.
-module(application_controller).
-behaviour(gen_server).
-export([load_application/1, unload_application/1, start_application/2, stop_application/1, is_running/1]).
-export([loaded_applications/0, which_applications/0, info/0, get_env/2, get_all_env/1, set_env/2, unset_env/2, get_key/2,
         get_all_key/1, get_application/1, get_application_module/1, get_master/1, config_change/1]).
-export([start_link/0, stop_all/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-export([format_log/1, format_log/2]).

-define(TAB, ac_tab).

%% running: App => {Type, Master | undefined}; starting: App => {Type, From, Master}
-record(state, {running = [], starting = #{}}).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

call(Request) ->
    case whereis(?MODULE) of
        undefined ->
            _ = gen_server:start({local, ?MODULE}, ?MODULE, [], []),
            call(Request);
        Pid -> gen_server:call(Pid, Request, infinity)
    end.

lookup(Key) ->
    try ets:lookup(?TAB, Key) of
        [{_, Value}] -> {ok, Value};
        [] -> undefined
    catch
        error:badarg -> undefined
    end.

%% The table is there once the controller runs.
ensure() ->
    whereis(?MODULE) =:= undefined andalso call(ping),
    ok.

load_application(Application) -> call({load, Application}).

unload_application(App) -> call({unload, App}).

start_application(App, Type) when Type =:= permanent; Type =:= transient; Type =:= temporary -> call({start, App, Type});
start_application(_, Type) -> {error, {invalid_restart_type, Type}}.

stop_application(App) -> call({stop, App}).

is_running(App) -> lists:keymember(App, 1, which_applications()).

loaded_applications() ->
    ensure(),
    [{App, maps:get(description, Spec), maps:get(vsn, Spec)} || {{loaded, App}, Spec} <- ets:match_object(?TAB, {{loaded, '_'}, '_'})].

which_applications() ->
    [begin
         {ok, Spec} = lookup({loaded, App}),
         {App, maps:get(description, Spec), maps:get(vsn, Spec)}
     end || App <- call(which)].

info() -> [{loaded, loaded_applications()}, {running, which_applications()}].

get_env(App, Key) ->
    case lookup({env, App, Key}) of
        {ok, _} = Found -> Found;
        undefined -> undefined
    end.

get_all_env(App) ->
    try [{K, V} || {{env, _, K}, V} <- ets:match_object(?TAB, {{env, App, '_'}, '_'})]
    catch
        error:badarg -> []
    end.

set_env(Config, Options) -> call({set_env, Config, proplists:get_bool(persistent, Options)}).

unset_env(App, Key) -> call({unset_env, App, Key}).

-define(KEYS, [description, id, vsn, modules, maxP, maxT, registered, included_applications, optional_applications,
               applications, env, mod, start_phases]).

get_key(App, Key) ->
    ensure(),
    case lookup({loaded, App}) of
        {ok, Spec} -> key(App, Key, Spec);
        undefined -> undefined
    end.

key(App, env, _) -> {ok, get_all_env(App)};
key(_, Key, Spec) when Key =/= name, is_map_key(Key, Spec) -> {ok, maps:get(Key, Spec)};
key(_, _, _) -> undefined.

get_all_key(App) ->
    ensure(),
    case lookup({loaded, App}) of
        {ok, Spec} -> {ok, [{K, element(2, key(App, K, Spec))} || K <- ?KEYS]};
        undefined -> undefined
    end.

get_application(Gl) ->
    case lookup({master, Gl}) of
        {ok, App} -> {ok, App};
        undefined -> undefined
    end.

get_application_module(Module) ->
    try ets:match_object(?TAB, {{loaded, '_'}, '_'}) of
        Specs ->
            case [App || {{loaded, App}, #{modules := Ms}} <- Specs, lists:member(Module, Ms)] of
                [App | _] -> {ok, App};
                [] -> undefined
            end
    catch
        error:badarg -> undefined
    end.

get_master(App) -> call({get_master, App}).

config_change(_) -> ok.

-doc "Stops all applications, the newest first.".
stop_all() ->
    case whereis(?MODULE) of
        undefined -> ok;
        _ -> lists:foreach(fun(App) -> _ = stop_application(App) end, call(which) -- [kernel, stdlib])
    end.

%% ---------------------------------------------------------------------------------------------------------
%% The controller

-doc false.
init([]) ->
    process_flag(trap_exit, true),
    ?TAB = ets:new(?TAB, [named_table, protected, {read_concurrency, true}]),
    [insert_spec(Spec) || Spec <- built_in()],
    {ok, #state{running = [{stdlib, permanent, undefined}, {kernel, permanent, undefined}]}}.

built_in() ->
    [spec(kernel, [{description, "ERTS  CXC 138 10"}, {vsn, "11.0"}]),
     spec(stdlib, [{description, "ERTS  CXC 138 10"}, {vsn, "8.0"}, {applications, [kernel]}])].

-doc false.
handle_call(ping, _From, S) -> {reply, pong, S};
handle_call({load, Application}, _From, S) -> {reply, load(Application), S};
handle_call({unload, App}, _From, S) ->
    case {lists:keymember(App, 1, S#state.running) orelse is_map_key(App, S#state.starting), lookup({loaded, App})} of
        {true, _} -> {reply, {error, {running, App}}, S};
        {false, undefined} -> {reply, {error, {not_loaded, App}}, S};
        {false, {ok, #{included_applications := Included}}} ->
            [forget(A) || A <- [App | Included]],
            {reply, ok, S}
    end;
handle_call({start, App, Type}, From, S) -> start(App, Type, From, S);
handle_call({stop, App}, _From, S) ->
    case lists:keytake(App, 1, S#state.running) of
        {value, {_, Type, Master}, Running} ->
            Master =:= undefined orelse begin
                unlink(Master),
                application_master:stop(Master),
                receive {'EXIT', Master, _} -> ok after 0 -> ok end,
                ets:delete(?TAB, {master, Master})
            end,
            report_exit(App, stopped, Type),
            {reply, ok, S#state{running = Running}};
        false -> {reply, {error, {not_started, App}}, S}
    end;
handle_call(which, _From, S) -> {reply, [App || {App, _, _} <- S#state.running], S};
handle_call({get_master, App}, _From, S) ->
    case lists:keyfind(App, 1, S#state.running) of
        {_, _, Master} -> {reply, Master, S};
        false -> {reply, undefined, S}
    end;
handle_call({set_env, Config, Persistent}, _From, S) ->
    lists:foreach(fun({App, Env}) ->
        lists:foreach(fun({Key, Value}) ->
            ets:insert(?TAB, {{env, App, Key}, Value}),
            Persistent andalso ets:insert(?TAB, {{persistent, App, Key}, Value})
        end, Env)
    end, Config),
    {reply, ok, S};
handle_call({unset_env, App, Key}, _From, S) ->
    ets:delete(?TAB, {env, App, Key}),
    {reply, ok, S}.

-doc false.
handle_cast(_, S) -> {noreply, S}.

-doc false.
handle_info({started, Master, App}, #state{starting = Starting} = S) ->
    case Starting of
        #{App := {Type, From, Master}} ->
            report_started(App),
            gen_server:reply(From, ok),
            {noreply, S#state{starting = maps:remove(App, Starting), running = [{App, Type, Master} | S#state.running]}};
        _ -> {noreply, S}
    end;
handle_info({not_started, Master, App, Reason}, #state{starting = Starting} = S) ->
    ets:delete(?TAB, {master, Master}),
    case Starting of
        #{App := {Type, From, Master}} ->
            report_exit(App, Reason, Type),
            gen_server:reply(From, {error, Reason}),
            ended(Type, Reason),
            {noreply, S#state{starting = maps:remove(App, Starting)}};
        _ -> {noreply, S}
    end;
handle_info({'EXIT', Pid, Reason}, S) ->
    case lists:keytake(Pid, 3, S#state.running) of
        {value, {App, Type, _}, Running} ->
            ets:delete(?TAB, {master, Pid}),
            report_exit(App, Reason, Type),
            ended(Type, Reason),
            {noreply, S#state{running = Running}};
        false -> {noreply, S}
    end;
handle_info(_, S) -> {noreply, S}.

-doc false.
terminate(_, _) -> ok.

%% When a permanent application ends, or a transient one abnormally, the whole system goes.
ended(temporary, _) -> ok;
ended(transient, normal) -> ok;
ended(_, _) ->
    spawn(fun() -> init:stop(1) end),
    ok.

start(App, Type, From, #state{running = Running, starting = Starting} = S) ->
    case {lists:keymember(App, 1, Running), Starting, lookup({loaded, App})} of
        {true, _, _} -> {reply, {error, {already_started, App}}, S};
        {_, #{App := _}, _} -> {reply, {error, {already_started, App}}, S};
        {_, _, undefined} -> {reply, {error, {not_loaded, App}}, S};
        {_, _, {ok, Spec}} ->
            case missing(Spec, Running) of
                {not_started, Dep} -> {reply, {error, {not_started, Dep}}, S};
                none -> launch(App, Type, From, Spec, S)
            end
    end.

missing(#{applications := Needed, optional_applications := Optional}, Running) ->
    case [D || D <- Needed, not lists:keymember(D, 1, Running), not (lists:member(D, Optional) andalso not available(D))] of
        [Dep | _] -> {not_started, Dep};
        [] -> none
    end.

available(App) ->
    lookup({loaded, App}) =/= undefined orelse find(atom_to_list(App) ++ ".app", App) =/= error.

launch(App, Type, _From, #{mod := []}, S) ->
    report_started(App),
    {reply, ok, S#state{running = [{App, Type, undefined} | S#state.running]}};
launch(App, Type, From, Spec, #state{starting = Starting} = S) ->
    Master = application_master:start_link(self(), App, Spec),
    ets:insert(?TAB, {{master, Master}, App}),
    {noreply, S#state{starting = Starting#{App => {Type, From, Master}}}}.

%% ---------------------------------------------------------------------------------------------------------
%% Specifications

load(Application) ->
    try
        #{name := App} = Spec = specification(Application),
        case lookup({loaded, App}) of
            {ok, _} -> {error, {already_loaded, App}};
            undefined ->
                %% stays loaded when one that it includes cannot be
                insert_spec(Spec),
                Included = included(maps:get(included_applications, Spec)),
                [insert_spec(A) || A <- Included],
                ok
        end
    catch
        throw:Error -> {error, Error}
    end.

included(Apps) when is_list(Apps) -> [specification(A) || A <- Apps, lookup({loaded, A}) =:= undefined];
included(Other) -> throw({{case_clause, Other}, [{?MODULE, included, [Other], []}]}).

specification({application, App, Props}) when is_atom(App) ->
    case lookup({loaded, App}) of
        {ok, _} -> throw({already_loaded, {application, App, Props}});
        undefined -> spec(App, Props)
    end;
specification(App) when is_atom(App) ->
    case lookup({loaded, App}) of
        {ok, _} -> throw({already_loaded, App});
        undefined -> read(App)
    end;
specification(Other) -> throw({bad_application, Other}).

%% A resource file holds one term. Its name counts, not the one in the term.
read(App) ->
    Name = atom_to_list(App) ++ ".app",
    case find(Name, App) of
        error -> spec(App, own_properties(App, Name));
        {ok, File} ->
            case file:consult(File) of
                {ok, [{application, Inner, Props}]} -> spec(Inner, Props);
                {ok, Terms} ->
                    Why = {case_clause, {ok, Terms}},
                    throw({Why, [{?MODULE, read, 1, []}]});
                {error, Reason} -> throw({file:format_error(Reason), Name})
            end
    end.

%% The library's own applications have no files: what callers may ask about them.
own_properties(crypto, _) -> own_properties("CRYPTO", "5.10", []);
own_properties(compiler, _) -> own_properties("ERTS  CXC 138 10", "10.0.7", []);
own_properties(eunit, _) -> own_properties("EUnit", "2.11", []);
own_properties(common_test, _) -> own_properties("The OTP Common Test application", "1.31.2", []);
%% Libraries list these as needed, most without calling them; of their modules only some are there.
own_properties(sasl, _) -> own_properties("SASL  CXC 138 11", "4.4", []);
own_properties(syntax_tools, _) -> own_properties("Syntax tools", "4.1.1", []);
own_properties(runtime_tools, _) -> own_properties("RUNTIME_TOOLS", "2.5", []);
own_properties(tools, _) -> own_properties("DEVTOOLS  CXC 138 16", "4.2.3", []);
own_properties(_, Name) -> throw({"no such file or directory", Name}).

own_properties(Description, Version, Env) ->
    [{description, Description}, {vsn, Version}, {applications, [kernel, stdlib]}, {env, Env}].

%% Resource files lie on the code path, or beside the modules of the application or of the program. Where sources are run as
%% they are, the file is the one that others make it from.
find(Name, App) ->
    case code:where_is_file(Name) of
        non_existing -> find_beside(Name, App);
        File -> {ok, File}
    end.

find_beside(Name, App) ->
    Likely = [list_to_atom(atom_to_list(App) ++ End) || End <- ["_app", "", "_sup"]],
    Files = [code:which(M) || M <- Likely] ++ [F || {_, F} <- code:all_loaded()],
    Dirs = lists:uniq([filename:dirname(F) || F <- Files, is_list(F), F =/= ""]),
    Found = [File || Dir <- Dirs, End <- ["", ".src"], File <- [filename:join(Dir, Name ++ End)], filelib:is_regular(File)],
    case Found of
        [File | _] -> {ok, File};
        [] -> error
    end.

spec(App, Props) when is_list(Props) ->
    Get = fun(Key, Default) -> proplists:get_value(Key, Props, Default) end,
    Env = Get(env, []),
    check_env(App, Env, []),
    #{name => App, description => Get(description, ""), id => Get(id, []), vsn => Get(vsn, ""), modules => Get(modules, []),
      maxP => Get(maxP, infinity), maxT => Get(maxT, infinity), registered => Get(registered, []),
      included_applications => Get(included_applications, []), optional_applications => Get(optional_applications, []),
      applications => Get(applications, []), env => Env, mod => callback(Get(mod, [])),
      start_phases => Get(start_phases, undefined)};
spec(_, Props) -> throw({invalid_options, Props}).

callback([]) -> [];
callback({Module, _} = Mod) when is_atom(Module) -> Mod;
callback(Other) -> throw({badstartspec, Other}).

check_env(App, [{Key, _} | Env], Seen) when is_atom(Key) ->
    case lists:member(Key, Seen) of
        true -> invalid("application: ~tp; duplicate parameter: ~tp", [App, Key]);
        false -> check_env(App, Env, [Key | Seen])
    end;
check_env(App, [{Key, _} | _], _) -> invalid("application: ~tp; invalid parameter name: ~tp", [App, Key]);
check_env(App, [Other | _], _) -> invalid("application: ~tp; invalid parameter: ~tp", [App, Other]);
check_env(_, [], _) -> ok;
check_env(App, Env, Seen) -> throw({function_clause, [{?MODULE, check_env, [App, Env, Seen], []}]}).

-spec invalid(string(), [term()]) -> no_return().
invalid(Format, Args) -> throw({invalid_options, lists:flatten(io_lib:format(Format, Args))}).

insert_spec(#{name := App, env := Env} = Spec) ->
    ets:insert(?TAB, {{loaded, App}, Spec}),
    [ets:insert(?TAB, {{env, App, K}, V}) || {K, V} <- Env],
    [ets:insert(?TAB, {{env, App, K}, V}) || {{persistent, _, K}, V} <- ets:match_object(?TAB, {{persistent, App, '_'}, '_'})],
    ok.

%% What was set to persist outlives the application.
forget(App) ->
    ets:delete(?TAB, {loaded, App}),
    ets:match_delete(?TAB, {{env, App, '_'}, '_'}).

%% ---------------------------------------------------------------------------------------------------------
%% Reports

report_started(App) ->
    logger:log(info, #{label => {?MODULE, progress}, report => [{application, App}, {started_at, node()}]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "application_controller.erl", line => ?LINE,
                 logger_formatter => #{title => "PROGRESS REPORT"},
                 error_logger => #{tag => info_report, type => progress, report_cb => fun ?MODULE:format_log/1}}).

report_exit(App, Reason, Type) ->
    logger:log(notice, #{label => {?MODULE, exit}, report => [{application, App}, {exited, Reason}, {type, Type}]},
               #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                 mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "application_controller.erl", line => ?LINE,
                 error_logger => #{tag => info_report, type => std_info, report_cb => fun ?MODULE:format_log/1}}).

-doc false.
format_log(Report) -> gen_report:old(Report, fun lines/2).

-doc false.
format_log(Report, Options) -> gen_report:text(Report, Options, fun lines/2).

lines(#{report := [{application, App}, {started_at, Node}]}, multi) ->
    [{"    application: ~tp~n", [App]}, {"    started_at: ~tp~n", [Node]}];
lines(#{report := [{application, App}, {started_at, Node}]}, single) ->
    [{"Application: ~tp. Started at: ~tp.", [App, Node]}];
lines(#{report := [{application, App}, {exited, Reason}, {type, Type}]}, multi) ->
    [{"    application: ~tp~n", [App]}, {"    exited: ~tp~n", [Reason]}, {"    type: ~tp~n", [Type]}];
lines(#{report := [{application, App}, {exited, Reason}, {type, Type}]}, single) ->
    [{"Application: ~tp. Exited: ~tp. Type: ~tp.", [App, Reason, Type]}].
