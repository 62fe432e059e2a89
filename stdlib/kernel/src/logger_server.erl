%% Changes the configuration of logging, one change at a time. The server starts with the first change.
-module(logger_server).
-behaviour(gen_server).
-export([start_link/0, enter/0, add_handler/3, remove_handler/1, add_filter/2, remove_filter/2, set_config/2, set_config/3,
         update_config/2, update_config/3, update_formatter_config/2, set_module_level/2, unset_module_level/0,
         unset_module_level/1, reset/0, drop_handler/1, drop_filter/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

start_link() -> gen_server:start_link({local, logger}, ?MODULE, [], []).

%% Makes the calling process the server.
enter() ->
    put('$ancestors', [self()]),
    put('$initial_call', {?MODULE, init, 1}),
    {ok, State} = init([]),
    gen_server:enter_loop(?MODULE, [], State, {local, logger}).

%% A handler may configure logging while it is called by the server: it then runs in place.
call(Request) ->
    case whereis(logger) of
        undefined ->
            _ = gen_server:start({local, logger}, ?MODULE, [], []),
            call(Request);
        Pid when Pid =:= self() -> change(Request);
        Pid -> gen_server:call(Pid, Request, infinity)
    end.

add_handler(Id, Module, Config) ->
    try
        is_atom(Id) orelse throw({invalid_id, Id}),
        is_map(Config) orelse throw({invalid_config, Config}),
        is_atom(Module) orelse throw({invalid_module, Module}),
        exported(Module) orelse throw({invalid_handler, {function_not_exported, {Module, log, 2}}}),
        Full = maps:merge(default_config(Id, Module), Config#{id => Id, module => Module}),
        check_handler(Full),
        call({add_handler, Id, Module, Full})
    catch
        throw:Error -> {error, Error}
    end.

exported(Module) ->
    _ = code:ensure_loaded(Module),
    erlang:function_exported(Module, log, 2).

default_config(Id, Module) ->
    #{id => Id, module => Module, level => all, filters => [], filter_default => log,
      formatter => {logger_formatter, #{}}}.

remove_handler(Id) -> call({remove_handler, Id}).

add_filter(Owner, Filter) ->
    try
        check_filter(Filter),
        call({add_filter, Owner, Filter})
    catch
        throw:Error -> {error, Error}
    end.

remove_filter(Owner, Id) -> call({remove_filter, Owner, Id}).

set_config(Owner, Key, Value) -> checked(Owner, #{Key => Value}, fun() -> call({change_key, set, Owner, Key, Value}) end).

set_config(Owner, Config) -> checked(Owner, Config, fun() -> call({change, set, Owner, Config}) end).

update_config(Owner, Config) -> checked(Owner, Config, fun() -> call({change, update, Owner, Config}) end).

update_config(Owner, Key, Value) ->
    checked(Owner, #{Key => Value}, fun() -> call({change_key, update, Owner, Key, Value}) end).

checked(_, Config, _) when not is_map(Config) -> {error, {invalid_config, Config}};
checked(Owner, Config, Fun) ->
    try
        case Owner of
            primary -> check_primary(Config);
            _ -> check_handler(Config)
        end,
        Fun()
    catch
        throw:Error -> {error, Error}
    end.

update_formatter_config(Id, Config) when is_map(Config) -> call({update_formatter, Id, Config});
update_formatter_config(_, Config) -> {error, {invalid_formatter_config, Config}}.

set_module_level(Modules, Level) ->
    try
        check_modules(Modules),
        check_level(Level),
        call({set_levels, Modules, Level})
    catch
        throw:Error -> {error, Error}
    end.

unset_module_level() -> call(unset_levels).

unset_module_level(Modules) ->
    try
        check_modules(Modules),
        call({unset_levels, Modules})
    catch
        throw:Error -> {error, Error}
    end.

reset() -> call(reset).

%% From a process whose event a filter or handler failed on: nobody waits.
drop_handler(Id) -> call({drop_handler, Id}).

drop_filter(Owner, Id) -> call({remove_filter, Owner, Id}).

%% ---------------------------------------------------------------------------------------------------------
%% Checks

check_modules(Modules) ->
    is_list(Modules) andalso lists:all(fun is_atom/1, Modules) orelse throw({not_a_list_of_modules, Modules}).

check_level(Level) ->
    try logger_config:level_to_int(Level)
    catch
        error:_ -> throw({invalid_level, Level})
    end.

check_filter({Id, {Fun, _}}) when is_atom(Id), is_function(Fun, 2) -> ok;
check_filter(Filter) -> throw({invalid_filter, Filter}).

check_primary(Config) ->
    maps:foreach(fun
        (level, L) -> check_level(L);
        (filters, Fs) -> check_filters(Fs);
        (filter_default, D) -> check_default(D);
        (metadata, M) -> is_map(M) orelse throw({invalid_primary_config, {metadata, M}});
        (K, V) -> throw({invalid_primary_config, {K, V}})
    end, Config).

check_handler(Config) ->
    maps:foreach(fun
        (level, L) -> check_level(L);
        (filters, Fs) -> check_filters(Fs);
        (filter_default, D) -> check_default(D);
        (formatter, F) -> check_formatter(F);
        (_, _) -> ok
    end, Config).

check_filters(Fs) when is_list(Fs) -> lists:foreach(fun check_filter/1, Fs);
check_filters(Fs) -> throw({invalid_filters, Fs}).

check_default(D) when D =:= log; D =:= stop -> ok;
check_default(D) -> throw({invalid_filter_default, D}).

check_formatter({Module, Config}) when is_atom(Module) ->
    _ = code:ensure_loaded(Module),
    erlang:function_exported(Module, check_config, 1) andalso
        case Module:check_config(Config) of
            ok -> ok;
            {error, Error} -> throw(Error)
        end;
check_formatter({Module, _}) -> throw({invalid_module, Module});
check_formatter(F) -> throw({invalid_formatter, F}).

%% ---------------------------------------------------------------------------------------------------------
%% The server

-doc false.
init([]) ->
    process_flag(trap_exit, true),
    {ok, []}.

-doc false.
handle_call(Request, _From, State) -> {reply, change(Request), State}.

-doc false.
handle_cast(_, State) -> {noreply, State}.

-doc false.
handle_info({log, Level, Format, Args, Meta}, State) ->
    %% from the machine: a process died of an error nobody caught
    logger:log(Level, Format, Args, Meta),
    {noreply, State};
handle_info(_, State) -> {noreply, State}.

-doc false.
terminate(_, _) -> ok.

change({add_handler, Id, Module, Config}) ->
    case logger_config:handler(Id) of
        {ok, _} -> {error, {already_exist, Id}};
        {error, _} ->
            case callback(Module, adding_handler, [Config], {ok, Config}) of
                {ok, Config1} ->
                    logger_config:set_handlers(logger_config:handlers() ++ [{Id, Config1}]),
                    ok;
                {error, Reason} -> {error, {handler_not_added, Reason}}
            end
    end;
change({remove_handler, Id}) ->
    case logger_config:handler(Id) of
        {ok, #{module := Module} = Config} ->
            logger_config:set_handlers(lists:keydelete(Id, 1, logger_config:handlers())),
            _ = callback(Module, removing_handler, [Config], ok),
            ok;
        Error -> Error
    end;
change({drop_handler, Id}) -> change({remove_handler, Id});
change({add_filter, Owner, {Id, _} = Filter}) ->
    with_config(Owner, fun(#{filters := Filters} = Config) ->
        case lists:keymember(Id, 1, Filters) of
            true -> {error, {already_exist, Id}};
            false -> store(Owner, Config#{filters := Filters ++ [Filter]})
        end
    end);
change({remove_filter, Owner, Id}) ->
    with_config(Owner, fun(#{filters := Filters} = Config) ->
        case lists:keymember(Id, 1, Filters) of
            true -> store(Owner, Config#{filters := lists:keydelete(Id, 1, Filters)});
            false -> {error, {not_found, Id}}
        end
    end);
change({change, set, primary, Config}) ->
    store(primary, maps:merge(#{level => notice, filter_default => log, filters => [], metadata => #{}}, Config));
change({change, update, primary, Config}) -> store(primary, maps:merge(logger_config:primary(), Config));
change({change_key, _, primary, Key, Value}) -> store(primary, (logger_config:primary())#{Key => Value});
change({change, SetOrUpdate, Id, Config}) ->
    with_config(Id, fun(#{module := Module} = Old) ->
        Base = case SetOrUpdate of set -> default_config(Id, Module); update -> Old end,
        change_handler(SetOrUpdate, Id, Old, maps:merge(Base, Config))
    end);
change({change_key, SetOrUpdate, Id, Key, Value}) ->
    with_config(Id, fun(Old) -> change_handler(SetOrUpdate, Id, Old, Old#{Key => Value}) end);
change({update_formatter, Id, New}) ->
    with_config(Id, fun(#{formatter := {Module, Old}} = Config) ->
        Formatter = {Module, maps:merge(Old, New)},
        try
            check_formatter(Formatter),
            store(Id, Config#{formatter := Formatter})
        catch
            throw:Error -> {error, Error}
        end
    end);
change({set_levels, Modules, Level}) ->
    logger_config:set_levels(maps:merge(logger_config:levels(), #{M => Level || M <- Modules})),
    ok;
change(unset_levels) ->
    logger_config:set_levels(#{}),
    ok;
change({unset_levels, Modules}) ->
    logger_config:set_levels(maps:without(Modules, logger_config:levels())),
    ok;
change(reset) -> logger_config:reset().

with_config(primary, Fun) -> Fun(logger_config:primary());
with_config(Id, Fun) ->
    case logger_config:handler(Id) of
        {ok, Config} -> Fun(Config);
        Error -> Error
    end.

change_handler(SetOrUpdate, Id, #{module := Module} = Old, New) ->
    Fixed = [id, module],
    case {maps:with(Fixed, Old), maps:with(Fixed, New)} of
        {Same, Same} ->
            case callback(Module, changing_config, [SetOrUpdate, Old, New], {ok, New}) of
                {ok, New1} -> store(Id, New1);
                Error -> Error
            end;
        {O, N} ->
            Changed = [K || K <- Fixed, maps:get(K, O) =/= maps:get(K, N)],
            {error, {illegal_config_change, maps:with(Changed, O), maps:with(Changed, N)}}
    end.

store(primary, Config) ->
    logger_config:set_primary(Config),
    ok;
store(Id, Config) ->
    logger_config:set_handlers(lists:keystore(Id, 1, logger_config:handlers(), {Id, Config})),
    ok.

callback(Module, Function, Args, Default) ->
    _ = code:ensure_loaded(Module),
    case erlang:function_exported(Module, Function, length(Args)) of
        true ->
            try apply(Module, Function, Args)
            catch
                Class:Reason:Stack ->
                    {error, {callback_crashed, {Class, Reason, logger:filter_stacktrace(?MODULE, Stack)}}}
            end;
        false -> Default
    end.
