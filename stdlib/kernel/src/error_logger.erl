%% The old interface to logging: its messages become log events.
-module(error_logger).
-export([error_msg/1, error_msg/2, format/2, error_report/1, error_report/2, warning_msg/1, warning_msg/2,
         warning_report/1, warning_report/2, info_msg/1, info_msg/2, info_report/1, info_report/2, error_info/1]).
-export([warning_map/0, get_format_depth/0, limit_term/1, tty/1, logfile/1, which_report_handlers/0]).
-export([add_report_handler/1, add_report_handler/2, delete_report_handler/1, start/0, start_link/0, stop/0, log/2,
         adding_handler/1, removing_handler/1]).

-doc "Logs an error message.".
error_msg(Format) -> error_msg(Format, []).
error_msg(Format, Args) -> message(error, error_msg, error, Format, Args).

-doc "Same as error_msg/2.".
format(Format, Args) -> error_msg(Format, Args).

-doc "Logs an error report.".
error_report(Report) -> error_report(std_error, Report).
error_report(Type, Report) -> report(error, error_report, error_report, Type, Report).

-doc "Logs a warning.".
warning_msg(Format) -> warning_msg(Format, []).
warning_msg(Format, Args) -> message(warning, warning_msg, warning_msg, Format, Args).

-doc "Logs a warning report.".
warning_report(Report) -> warning_report(std_warning, Report).
warning_report(Type, Report) -> report(warning, warning_report, warning_report, Type, Report).

-doc "Logs a message.".
info_msg(Format) -> info_msg(Format, []).
info_msg(Format, Args) -> message(notice, info_msg, info_msg, Format, Args).

-doc "Logs a report.".
info_report(Report) -> info_report(std_info, Report).
info_report(Type, Report) -> report(notice, info_report, info_report, Type, Report).

-doc false.
error_info(Error) -> error_report(Error).

message(Level, Label, Tag, Format, Args) ->
    logger:log(Level, #{label => {error_logger, Label}, format => Format, args => Args},
               #{report_cb => fun report_to_format/1, error_logger => #{tag => Tag}}).

report(Level, Label, Tag, Type, Report) ->
    Meta = #{report_cb => fun report_to_format/1, error_logger => #{tag => Tag, type => Type}},
    logger:log(Level, #{label => {error_logger, Label}, report => Report},
               case lists:member(Type, [std_error, std_warning, std_info]) of
                   true -> Meta;
                   false when is_atom(Type) -> Meta#{domain => [Type]};
                   false -> Meta
               end).

report_to_format(#{label := {error_logger, _}, format := Format, args := Args}) ->
    try io_lib:scan_format(Format, Args) of
        _ -> {Format, Args}
    catch
        _:_ -> {"ERROR: ~tp - ~tp", [Format, Args]}
    end;
report_to_format(#{label := {error_logger, _}, report := Report}) -> logger:format_report(Report).

-doc "The level of warnings.".
warning_map() -> warning.

-doc "The depth to which terms are printed in reports.".
get_format_depth() ->
    case application:get_env(kernel, error_logger_format_depth) of
        {ok, Depth} when is_integer(Depth) -> max(10, Depth);
        _ -> unlimited
    end.

-doc false.
limit_term(Term) ->
    case get_format_depth() of
        unlimited -> Term;
        Depth -> io_lib:limit_term(Term, Depth)
    end.

-doc "Turns printing on the terminal on or off.".
tty(true) ->
    case lists:member(error_logger_tty_true, logger:get_handler_ids()) orelse lists:member(default, logger:get_handler_ids()) of
        true -> ok;
        false -> logger:add_handler(error_logger_tty_true, logger_std_h,
                                    #{filter_default => stop, config => #{type => standard_error},
                                      filters => [{domain, {fun logger_filters:domain/2, {log, super, [otp, sasl]}}},
                                                  {no_domain, {fun logger_filters:domain/2, {log, undefined, []}}}],
                                      formatter => {logger_formatter, #{legacy_header => true, single_line => false}}})
    end;
tty(false) ->
    _ = logger:remove_handler(error_logger_tty_true),
    _ = logger:remove_handler(default),
    ok.

-doc "Writes events to a file.".
logfile({open, File}) ->
    case lists:member(error_logger_logfile, logger:get_handler_ids()) orelse file:open(File, [append]) of
        true -> {error, allready_have_logfile};
        {error, Reason} -> {error, Reason};
        {ok, Io} ->
            _ = file:close(Io),
            add_logfile(File)
    end;
logfile(close) ->
    case logger:remove_handler(error_logger_logfile) of
        ok -> ok;
        {error, _} -> {error, module_not_found}
    end;
logfile(filename) ->
    case logger:get_handler_config(error_logger_logfile) of
        {ok, #{config := #{file := File}}} -> File;
        _ -> {error, no_log_file}
    end.

add_logfile(File) ->
    case logger:add_handler(error_logger_logfile, logger_std_h,
                            #{config => #{type => file, file => File, modes => [write]},
                              formatter => {logger_formatter, #{legacy_header => true, single_line => false}}}) of
        ok -> ok;
        {error, {already_exist, _}} -> {error, allready_have_logfile};
        {error, {handler_not_added, Reason}} -> {error, Reason}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Event handlers: events go to an event manager as a log handler.

-doc "Adds an event handler for the messages of this module.".
add_report_handler(Module) when is_atom(Module) -> add_report_handler(Module, []).

add_report_handler(Module, Args) when is_atom(Module) ->
    _ = start(),
    gen_event:add_handler(error_logger, Module, Args).

-doc "Removes an event handler.".
delete_report_handler(Module) when is_atom(Module) ->
    case whereis(error_logger) of
        undefined -> ok;
        Pid -> gen_event:delete_handler(Pid, Module, [])
    end.

-doc "The event handlers.".
which_report_handlers() ->
    case whereis(error_logger) of
        undefined -> [];
        Pid -> gen_event:which_handlers(Pid)
    end.

-doc false.
start() ->
    case gen_event:start({local, error_logger}) of
        {ok, Pid} ->
            _ = logger:add_handler(error_logger, ?MODULE, #{level => info, filter_default => log}),
            {ok, Pid};
        Error -> Error
    end.

-doc false.
start_link() -> start().

-doc false.
stop() ->
    _ = logger:remove_handler(error_logger),
    case whereis(error_logger) of
        undefined -> ok;
        Pid -> gen_event:stop(Pid)
    end.

-doc false.
adding_handler(Config) -> {ok, Config}.

-doc false.
removing_handler(_) -> ok.

-doc false.
log(#{level := Level, msg := Msg, meta := #{gl := Gl, pid := Pid} = Meta}, _) ->
    case whereis(error_logger) of
        undefined -> ok;
        Server -> gen_event:notify(Server, event(Level, Msg, Meta, Gl, Pid))
    end.

event(Level, {report, #{label := {error_logger, _}, format := F, args := A}}, Meta, Gl, Pid) ->
    {tag(Level, Meta), Gl, {Pid, F, A}};
event(Level, {report, #{label := {error_logger, _}, report := Report}}, Meta, Gl, Pid) ->
    report_event(Level, Report, Meta, Gl, Pid);
event(Level, {report, Report}, #{error_logger := #{tag := Tag, report_cb := Fun}}, Gl, Pid) when is_function(Fun, 1) ->
    case Tag of
        _ when Tag =:= error; Tag =:= warning_msg; Tag =:= info_msg ->
            {F, A} = Fun(Report),
            {Tag, Gl, {Pid, F, A}};
        _ -> report_event(Level, maps:get(report, Report, Report), #{error_logger => #{tag => Tag}}, Gl, Pid)
    end;
event(Level, {report, #{report := Report}}, #{error_logger := _} = Meta, Gl, Pid) -> report_event(Level, Report, Meta, Gl, Pid);
event(Level, {report, Report}, Meta, Gl, Pid) -> report_event(Level, Report, Meta, Gl, Pid);
event(Level, {string, S}, Meta, Gl, Pid) -> {tag(Level, Meta), Gl, {Pid, "~ts", [S]}};
event(Level, {F, A}, Meta, Gl, Pid) -> {tag(Level, Meta), Gl, {Pid, F, A}}.

report_event(Level, Report, Meta, Gl, Pid) ->
    {Tag, Std} = case class(Level) of
        error -> {error_report, std_error};
        warning -> {warning_report, std_warning};
        info -> {info_report, std_info}
    end,
    Type = case Meta of
        #{error_logger := #{type := T}} -> T;
        _ -> Std
    end,
    {Tag, Gl, {Pid, Type, Report}}.

tag(_, #{error_logger := #{tag := Tag}}) -> Tag;
tag(Level, _) ->
    case class(Level) of
        error -> error;
        warning -> warning_msg;
        info -> info_msg
    end.

class(Level) ->
    case logger:compare_levels(Level, warning) of
        gt -> error;
        eq -> warning;
        lt -> info
    end.
