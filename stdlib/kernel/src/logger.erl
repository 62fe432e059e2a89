%% Logging: the interface for programs. The configuration lies in persistent terms, so that whether an event is to
%% be logged is decided by a look-up; logger_server changes it, logger_backend passes events to the handlers.
-module(logger).

-export([emergency/1, emergency/2, emergency/3, alert/1, alert/2, alert/3, critical/1, critical/2, critical/3,
         error/1, error/2, error/3, warning/1, warning/2, warning/3, notice/1, notice/2, notice/3,
         info/1, info/2, info/3, debug/1, debug/2, debug/3]).
-export([log/2, log/3, log/4, allow/2, macro_log/3, macro_log/4, macro_log/5, add_default_metadata/1, internal_log/2]).
-export([add_primary_filter/2, remove_primary_filter/1, add_handler/3, remove_handler/1, add_handlers/1,
         add_handler_filter/3, remove_handler_filter/2]).
-export([set_primary_config/1, set_primary_config/2, update_primary_config/1, get_primary_config/0]).
-export([set_handler_config/2, set_handler_config/3, update_handler_config/2, update_handler_config/3,
         get_handler_config/0, get_handler_config/1, get_handler_ids/0, update_formatter_config/2,
         update_formatter_config/3]).
-export([set_module_level/2, unset_module_level/0, unset_module_level/1, get_module_level/0, get_module_level/1,
         set_application_level/2, unset_application_level/1]).
-export([set_proxy_config/1, update_proxy_config/1, get_proxy_config/0, get_config/0, i/0, i/1, reconfigure/0]).
-export([set_process_metadata/1, update_process_metadata/1, get_process_metadata/0, unset_process_metadata/0]).
-export([compare_levels/2, timestamp/0, format_report/1, format_otp_report/1, filter_stacktrace/2]).
-export([internal_init_logger/0, process_crashed/3]).

-export_type([log_event/0, level/0, report/0, report_cb/0, report_cb_config/0, msg_fun/0, metadata/0, primary_config/0,
              handler_config/0, handler_id/0, filter_id/0, filter/0, filter_arg/0, filter_return/0, formatter_config/0,
              olp_config/0, timestamp/0, config_handler/0]).

-type level() :: emergency | alert | critical | error | warning | notice | info | debug.
-type report() :: map() | [{atom(), term()}].
-type report_cb() :: fun((report()) -> {io:format(), [term()]}) | fun((report(), report_cb_config()) -> unicode:chardata()).
-type report_cb_config() :: #{depth := pos_integer() | unlimited, chars_limit := pos_integer() | unlimited, single_line := boolean()}.
-type msg_fun() :: fun((term()) -> msg() | ignore | {msg() | ignore, metadata()}).
-type msg() :: {io:format(), [term()]} | report() | unicode:chardata().
-type timestamp() :: integer().
-type metadata() :: #{pid => pid(), gl => pid(), time => timestamp(), mfa => {module(), atom(), non_neg_integer()},
                      file => file:filename(), line => non_neg_integer(), domain => [atom()], report_cb => report_cb(),
                      atom() => term()}.
-type log_event() :: #{level := level(), msg := {io:format(), [term()]} | {report, report()} | {string, unicode:chardata()},
                       meta := metadata()}.
-type handler_id() :: atom().
-type filter_id() :: atom().
-type filter() :: {fun((log_event(), filter_arg()) -> filter_return()), filter_arg()}.
-type filter_arg() :: term().
-type filter_return() :: stop | ignore | log_event().
-type primary_config() :: #{level => level() | all | none, metadata => metadata(), filter_default => log | stop,
                            filters => [{filter_id(), filter()}]}.
-type handler_config() :: #{id => handler_id(), config => term(), level => level() | all | none, module => module(),
                            filter_default => log | stop, filters => [{filter_id(), filter()}],
                            formatter => {module(), formatter_config()}}.
-type formatter_config() :: #{atom() => term()}.
-type olp_config() :: #{atom() => term()}.
-type config_handler() :: {handler, logger:handler_id(), module(), logger:handler_config()}.

-define(is_level(L), (L =:= emergency orelse L =:= alert orelse L =:= critical orelse L =:= error orelse L =:= warning
                      orelse L =:= notice orelse L =:= info orelse L =:= debug)).
-define(is_report(R), (is_map(R) orelse is_list(R) andalso is_tuple(hd(R)))).
-define(METADATA, '$logger_metadata$').

%% ---------------------------------------------------------------------------------------------------------
%% Logging

-doc "Logs an event of level emergency.".
emergency(X) -> log(emergency, X).
emergency(X, Y) -> log(emergency, X, Y).
emergency(X, Y, Z) -> log(emergency, X, Y, Z).

-doc "Logs an event of level alert.".
alert(X) -> log(alert, X).
alert(X, Y) -> log(alert, X, Y).
alert(X, Y, Z) -> log(alert, X, Y, Z).

-doc "Logs an event of level critical.".
critical(X) -> log(critical, X).
critical(X, Y) -> log(critical, X, Y).
critical(X, Y, Z) -> log(critical, X, Y, Z).

-doc "Logs an event of level error.".
error(X) -> log(error, X).
error(X, Y) -> log(error, X, Y).
error(X, Y, Z) -> log(error, X, Y, Z).

-doc "Logs an event of level warning.".
warning(X) -> log(warning, X).
warning(X, Y) -> log(warning, X, Y).
warning(X, Y, Z) -> log(warning, X, Y, Z).

-doc "Logs an event of level notice.".
notice(X) -> log(notice, X).
notice(X, Y) -> log(notice, X, Y).
notice(X, Y, Z) -> log(notice, X, Y, Z).

-doc "Logs an event of level info.".
info(X) -> log(info, X).
info(X, Y) -> log(info, X, Y).
info(X, Y, Z) -> log(info, X, Y, Z).

-doc "Logs an event of level debug.".
debug(X) -> log(debug, X).
debug(X, Y) -> log(debug, X, Y).
debug(X, Y, Z) -> log(debug, X, Y, Z).

-doc "Logs a string or report.".
log(Level, StringOrReport) -> log(Level, StringOrReport, #{}).

-doc "Logs a string or report with metadata, a format with arguments, or what a function gives.".
log(Level, StringOrReport, Meta) when is_map(Meta), not is_function(StringOrReport), ?is_level(Level) ->
    case allowed(Level, Meta) of
        true -> do_log(Level, message(StringOrReport), Meta);
        false -> ok
    end;
log(Level, FunOrFormat, Args) -> log(Level, FunOrFormat, Args, #{}).

log(Level, Fun, Arg, Meta) when is_map(Meta), ?is_level(Level), is_function(Fun, 1) ->
    checked(Level, {Fun, Arg}, Meta);
log(Level, Format, Args, Meta)
  when is_map(Meta), ?is_level(Level), is_list(Args), (is_list(Format) orelse is_binary(Format) orelse is_atom(Format)) ->
    checked(Level, {Format, Args}, Meta).

message(Report) when ?is_report(Report) -> {report, Report};
message(String) when is_list(String); is_binary(String) -> {string, String}.

checked(Level, Msg, Meta) ->
    case allowed(Level, Meta) of
        true -> do_log(Level, Msg, Meta);
        false -> ok
    end.

allowed(Level, #{mfa := {Module, _, _}}) -> allow(Level, Module);
allowed(Level, _) -> allow(Level, undefined).

-doc "Whether an event of this level from this module is to be logged.".
allow(Level, Module) when ?is_level(Level) -> logger_config:allow(Level, Module).

-doc false.
macro_log(Location, Level, StringOrReport) -> macro_log(Location, Level, StringOrReport, #{}).

-doc false.
macro_log(Location, Level, StringOrReport, Meta) when is_map(Meta), not is_function(StringOrReport) ->
    do_log(Level, message(StringOrReport), maps:merge(Location, Meta));
macro_log(Location, Level, FunOrFormat, Args) -> macro_log(Location, Level, FunOrFormat, Args, #{}).

-doc false.
macro_log(Location, Level, FunOrFormat, Args, Meta) ->
    do_log(Level, {FunOrFormat, Args}, maps:merge(Location, Meta)).

do_log(Level, {Fun, Arg}, Meta) when is_function(Fun, 1) ->
    try Fun(Arg) of
        ignore -> ok;
        {ignore, _} -> ok;
        {Result, Extra} when is_map(Extra), not is_list(Extra) ->
            do_log(Level, lazy(Result, Fun, Arg), maps:merge(Meta, Extra));
        Result -> do_log(Level, lazy(Result, Fun, Arg), Meta)
    catch
        Class:Reason -> do_log(Level, {"LAZY_FUN CRASH: ~tp; Reason: ~tp", [{Fun, Arg}, {Class, Reason}]}, Meta)
    end;
do_log(Level, Msg, Meta0) ->
    #{metadata := Primary} = logger_config:primary(),
    Meta = add_default_metadata(maps:merge(maps:merge(Primary, process_metadata()), Meta0)),
    logger_backend:log_allowed(#{level => Level, msg => Msg, meta => Meta}).

lazy(Report, _, _) when ?is_report(Report) -> {report, Report};
lazy({Format, Args}, _, _) when is_list(Args), (is_list(Format) orelse is_binary(Format) orelse is_atom(Format)) ->
    {Format, Args};
lazy(String, _, _) when is_list(String); is_binary(String) -> {string, String};
lazy(Other, Fun, Arg) -> {"LAZY_FUN ERROR: ~tp; Returned: ~tp", [{Fun, Arg}, Other]}.

-doc "Metadata completed with process, group leader and time.".
add_default_metadata(Meta) ->
    maps:merge(#{pid => self(), gl => group_leader(), time => timestamp()}, Meta).

%% A fault of the logging itself. It is printed rather than logged.
-doc false.
internal_log(Level, Term) ->
    try io:format(standard_error, "Logger - ~tw: ~0tp~n", [Level, Term])
    catch
        _:_ -> ok
    end,
    ok.

%% Called by the machine, in a process of its own, when a process died of an error nobody caught.
-doc false.
process_crashed(Pid, Reason, GroupLeader) ->
    log(error, "Error in process ~p with exit value:~n~p~n", [Pid, Reason],
        #{pid => Pid, gl => GroupLeader, error_logger => #{emulator => true, tag => error}}).

%% ---------------------------------------------------------------------------------------------------------
%% Configuration

-doc "Adds a filter for all events.".
add_primary_filter(Id, Filter) -> logger_server:add_filter(primary, {Id, Filter}).
-doc "Removes a filter for all events.".
remove_primary_filter(Id) -> logger_server:remove_filter(primary, Id).
-doc "Adds a handler.".
add_handler(Id, Module, Config) -> logger_server:add_handler(Id, Module, Config).
-doc "Removes a handler.".
remove_handler(Id) -> logger_server:remove_handler(Id).
-doc "Adds a filter to a handler.".
add_handler_filter(Id, FilterId, Filter) -> logger_server:add_filter(Id, {FilterId, Filter}).
-doc "Removes a filter from a handler.".
remove_handler_filter(Id, FilterId) -> logger_server:remove_filter(Id, FilterId).
-doc "Sets one part of the primary configuration.".
set_primary_config(Key, Value) -> logger_server:set_config(primary, Key, Value).
-doc "Sets the primary configuration.".
set_primary_config(Config) -> logger_server:set_config(primary, Config).
-doc "Changes parts of the primary configuration.".
update_primary_config(Config) -> logger_server:update_config(primary, Config).
-doc "Sets one part of a handler's configuration.".
set_handler_config(Id, Key, Value) -> logger_server:set_config(Id, Key, Value).
-doc "Sets a handler's configuration.".
set_handler_config(Id, Config) -> logger_server:set_config(Id, Config).
-doc "Changes parts of a handler's configuration.".
update_handler_config(Id, Config) -> logger_server:update_config(Id, Config).
update_handler_config(Id, Key, Value) -> logger_server:update_config(Id, Key, Value).
-doc "Changes parts of the configuration of a handler's formatter.".
update_formatter_config(Id, Config) -> logger_server:update_formatter_config(Id, Config).
update_formatter_config(Id, Key, Value) -> update_formatter_config(Id, #{Key => Value}).

-doc "The primary configuration.".
get_primary_config() -> logger_config:primary().

-doc "The identifiers of the handlers.".
get_handler_ids() -> [Id || {Id, _} <- logger_config:handlers()].

-doc "The configuration of a handler.".
get_handler_config(Id) ->
    case logger_config:handler(Id) of
        {ok, #{module := Module} = Config} ->
            {ok, case erlang:function_exported(Module, filter_config, 1) of
                     true -> Module:filter_config(Config);
                     false -> Config
                 end};
        Error -> Error
    end.

-doc "The configurations of all handlers.".
get_handler_config() -> [element(2, get_handler_config(Id)) || Id <- get_handler_ids()].

-doc "Sets the level for modules.".
set_module_level(Module, Level) when is_atom(Module) -> set_module_level([Module], Level);
set_module_level(Modules, Level) -> logger_server:set_module_level(Modules, Level).

-doc "Removes the levels of modules.".
unset_module_level() -> logger_server:unset_module_level().
unset_module_level(Module) when is_atom(Module) -> unset_module_level([Module]);
unset_module_level(Modules) -> logger_server:unset_module_level(Modules).

-doc "The levels set for modules.".
get_module_level() -> lists:sort(maps:to_list(logger_config:levels())).
get_module_level(Module) when is_atom(Module) -> get_module_level([Module]);
get_module_level(Modules) when is_list(Modules) -> [ML || {M, _} = ML <- get_module_level(), lists:member(M, Modules)].

-doc "Sets the level for the modules of an application.".
set_application_level(App, Level) ->
    case application:get_key(App, modules) of
        {ok, Modules} -> set_module_level(Modules, Level);
        undefined -> {error, {not_loaded, App}}
    end.

unset_application_level(App) ->
    case application:get_key(App, modules) of
        {ok, Modules} -> unset_module_level(Modules);
        undefined -> {error, {not_loaded, App}}
    end.

%% There is no proxy, since there are no other nodes; its configuration is kept nevertheless.
-define(PROXY, #{burst_limit_enable => false, burst_limit_max_count => 500, burst_limit_window_time => 1000,
                 drop_mode_qlen => 1000, flush_qlen => 5000, overload_kill_enable => false,
                 overload_kill_mem_size => 3000000, overload_kill_qlen => 20000, overload_kill_restart_after => 5000,
                 sync_mode_qlen => 500}).

get_proxy_config() -> persistent_term:get({?MODULE, proxy}, ?PROXY).

set_proxy_config(Config) when is_map(Config) -> set_proxy(Config, ?PROXY);
set_proxy_config(Config) -> {error, {invalid_config, Config}}.

update_proxy_config(Config) when is_map(Config) -> set_proxy(Config, get_proxy_config());
update_proxy_config(Config) -> {error, {invalid_config, Config}}.

set_proxy(Config, Rest) ->
    case maps:without(maps:keys(?PROXY), Config) of
        Unknown when map_size(Unknown) > 0 -> {error, {invalid_olp_config, Unknown}};
        _ -> persistent_term:put({?MODULE, proxy}, maps:merge(Rest, Config))
    end.

-doc "The whole configuration.".
get_config() ->
    #{primary => get_primary_config(), handlers => get_handler_config(), proxy => get_proxy_config(),
      module_levels => get_module_level()}.

-doc "Prints the configuration.".
i() -> i(all).

i(What) when What =:= all; What =:= primary; What =:= handlers; What =:= proxy; What =:= modules ->
    #{primary := Primary, handlers := Handlers, proxy := Proxy, module_levels := Levels} = get_config(),
    Parts = [{primary, "Primary configuration:", Primary}, {handlers, "Handler configuration:", Handlers},
             {proxy, "Proxy configuration:", Proxy}, {modules, "Level set per module:", Levels}],
    lists:foreach(fun({Key, Title, Part}) ->
        (What =:= all orelse What =:= Key) andalso io:format("~ts ~n    ~tp~n", [Title, Part])
    end, Parts);
i(Handler) when is_atom(Handler) ->
    case get_handler_config(Handler) of
        {ok, Config} -> io:format("Handler configuration: ~n    ~tp~n", [[Config]]);
        Error -> Error
    end.

-doc "Puts the configuration back to that of the kernel application's environment.".
reconfigure() -> logger_server:reset().

-doc "Adds the handlers of an application's logger environment variable.".
add_handlers(App) when is_atom(App) -> add_handlers(application:get_env(App, logger, []));
add_handlers(Config) when is_list(Config) ->
    try
        lists:foreach(fun is_handler_config/1, Config),
        lists:foreach(fun add_configured/1, Config)
    catch
        throw:not_configuration -> {error, {bad_config, {handler, Config}}};
        throw:Reason -> {error, {bad_config, {handler, Reason}}}
    end;
add_handlers(Config) -> {error, {bad_config, {handler, Config}}}.

is_handler_config({handler, Id, Module, C}) when is_atom(Id), is_atom(Module), is_map(C) -> ok;
is_handler_config({handler, _, _, C}) -> throw({invalid_config, C});
is_handler_config({Kind, _}) when Kind =:= handler; Kind =:= module_level -> ok;
is_handler_config({filters, _, _}) -> ok;
is_handler_config(_) -> throw(not_configuration).

add_configured({handler, Id, Module, C}) ->
    case add_handler(Id, Module, C) of
        ok -> ok;
        {error, Reason} -> throw({Id, Module, C, Reason})
    end;
add_configured(_) -> ok.

-doc false.
internal_init_logger() -> ok.

%% ---------------------------------------------------------------------------------------------------------
%% Process metadata

-doc "Sets metadata of all events of the calling process.".
set_process_metadata(Meta) when is_map(Meta) ->
    put(?METADATA, Meta),
    ok;
set_process_metadata(Meta) -> erlang:error(badarg, [Meta]).

-doc "Changes parts of the metadata of the calling process.".
update_process_metadata(Meta) when is_map(Meta) -> set_process_metadata(maps:merge(process_metadata(), Meta));
update_process_metadata(Meta) -> erlang:error(badarg, [Meta]).

-doc "The metadata of the calling process.".
get_process_metadata() -> get(?METADATA).

-doc "Removes the metadata of the calling process.".
unset_process_metadata() ->
    erase(?METADATA),
    ok.

process_metadata() ->
    case get(?METADATA) of
        undefined -> #{};
        Meta -> Meta
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Helpers for handlers and formatters

-doc "Compares the severity of levels: lt, eq or gt.".
compare_levels(Level1, Level2) ->
    try {logger_config:level_to_int(Level1), logger_config:level_to_int(Level2)} of
        {I, I} -> eq;
        {I1, I2} when I1 < I2 -> gt;
        _ -> lt
    catch error:badarg -> erlang:error(badarg, [Level1, Level2])
    end.

-doc "A time stamp in microseconds.".
timestamp() -> os:system_time(microsecond).

-doc "The format and arguments of a report.".
format_report(Report) when is_map(Report) -> format_report(maps:to_list(Report));
format_report(Report) when is_list(Report), length(Report) >= 0 ->
    case lists:flatten(Report) of
        [] -> {"~tp", [[]]};
        FlatList ->
            case is_string(FlatList) of
                true -> {"~ts", [FlatList]};
                false -> pairs(Report)
            end
    end;
format_report(Report) -> {"~tp", [Report]}.

pairs(Report) ->
    {Formats, Args} = lists:unzip([pair(P) || P <- Report]),
    {lists:flatten(lists:join("\n", Formats)), lists:append(Args)}.

pair({Tag, Data}) ->
    case is_string(Data) of
        true -> {"    ~tp: ~ts", [Tag, Data]};
        false -> {"    ~tp: ~tp", [Tag, Data]}
    end;
pair(Other) -> {"    ~tp", [Other]}.

is_string([_ | _] = L) -> io_lib:printable_unicode_list(L);
is_string(_) -> false.

-doc "The format and arguments of a report with a label.".
format_otp_report(#{label := _, report := Report}) -> format_report(Report);
format_otp_report(Report) -> format_report(Report).

-doc false.
filter_stacktrace(Module, Stack) -> lists:takewhile(fun(Frame) -> element(1, Frame) =/= Module end, Stack).
