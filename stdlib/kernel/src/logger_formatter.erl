%% The standard formatter of log events.
-module(logger_formatter).
-export([format/2, check_config/1]).

-export_type([config/0, template/0, metakey/0]).

-type metakey() :: atom() | [atom()].
-type template() :: [metakey() | {metakey(), template(), template()} | unicode:chardata()].
-type config() :: #{chars_limit => pos_integer() | unlimited, depth => pos_integer() | unlimited,
                    error_logger_notice_header => info | notice, legacy_header => boolean(), max_size => pos_integer() | unlimited, report_cb => logger:report_cb(),
                    single_line => boolean(), template => template(), time_designator => byte(),
                    time_offset => integer() | [byte()]}.

-callback check_config(Config) -> ok | {error, term()} when Config :: logger:formatter_config().
-callback format(LogEvent, Config) -> unicode:chardata() when LogEvent :: logger:log_event(), Config :: logger:formatter_config().
-optional_callbacks([check_config/1]).

-doc "The text of an event.".
format(#{level := Level, msg := Msg, meta := Meta}, Config0) when is_map(Config0) ->
    Config = add_defaults(Config0),
    Meta1 = maps:merge(Meta, #{level => Level}),
    #{template := Template, max_size := MaxSize} = Config,
    Parts = [case P of msg -> msg; _ -> {text, part(P, Meta1, Config)} end || P <- template(Template, Meta1)],
    Room = room(Parts, Config),
    Text = [case P of msg -> message(Msg, Meta1, Room); {text, T} -> T end || P <- Parts],
    truncate(Text, MaxSize).

%% The limit of characters holds for the whole text.
room(_, #{chars_limit := unlimited} = Config) -> Config;
room(Parts, #{chars_limit := Limit} = Config) ->
    Used = lists:sum([string:length(T) || {text, T} <- Parts]),
    Config#{chars_limit := max(0, Limit - Used)}.

add_defaults(Config0) ->
    Defaults = #{legacy_header => false, error_logger_notice_header => info, single_line => true, chars_limit => unlimited,
                 depth => error_logger:get_format_depth(), max_size => unlimited, time_designator => $T, time_offset => ""},
    Config = maps:merge(Defaults, Config0),
    #{legacy_header := Legacy, single_line := Single} = Config,
    #{max_size := Size, depth := Depth} = Config,
    maps:merge(#{template => default_template(Legacy =:= true, Single =:= true)},
               Config#{max_size => at_least(10, Size), depth => at_least(5, Depth)}).

%% No text is cut shorter, and no term shown less deep, than this.
at_least(Least, N) when is_integer(N) -> max(Least, N);
at_least(_, Unlimited) -> Unlimited.

default_template(true, _) -> [[logger_formatter, header], "\n", msg, "\n"];
default_template(false, true) -> [time, " ", level, ": ", msg, "\n"];
default_template(false, false) -> [time, " ", level, ":\n", msg, "\n"].

%% The template with its conditions decided.
template([{Key, IfThere, Else} | T], Meta) when is_list(IfThere), is_list(Else) ->
    case there(Key, Meta) of
        true -> template(IfThere, Meta) ++ template(T, Meta);
        false -> template(Else, Meta) ++ template(T, Meta)
    end;
template([P | T], Meta) -> [P | template(T, Meta)];
template([], _) -> [].

%% The level is no metadata.
there(Key, Meta) -> value(Key, maps:remove(level, Meta)) =/= error.

value([], Value) -> {ok, Value};
value([Key | Keys], Map) when is_map(Map) ->
    case Map of
        #{Key := Value} -> value(Keys, Value);
        _ -> error
    end;
value(Key, Map) when is_atom(Key), is_map(Map) -> maps:find(Key, Map);
value(_, _) -> error.

part(level, #{level := Level}, _) -> atom_to_list(Level);
part([logger_formatter, header], Meta, Config) -> header(Meta, Config);
part(Key, Meta, Config) when is_atom(Key); is_list(Key), is_atom(hd(Key)) ->
    case value(Key, Meta) of
        {ok, Value} -> shown(Key, Value, Config);
        error -> ""
    end;
part(String, _, _) -> String.

shown(time, Time, Config) -> time(Time, Config);
shown(mfa, {M, F, A}, _) when is_atom(M), is_atom(F), is_integer(A) -> io_lib:format("~tp:~tp/~w", [M, F, A]);
shown(mfa, {M, F, A}, Config) when is_atom(M), is_atom(F), is_list(A) -> shown(mfa, {M, F, length(A)}, Config);
shown(_, Value, #{single_line := Single}) -> string(Value, Single).

string(Value, _) when is_atom(Value) -> atom_to_list(Value);
string(Value, _) when is_integer(Value) -> integer_to_list(Value);
string(Value, _) when is_pid(Value) -> pid_to_list(Value);
string([], _) -> "[]";
string(Value, Single) when is_list(Value) ->
    case io_lib:deep_char_list(Value) andalso io_lib:printable_unicode_list(lists:flatten(Value)) of
        true -> Value;
        false -> term(Value, Single)
    end;
string(Value, Single) -> term(Value, Single).

term(Value, true) -> io_lib:format("~0tp", [Value]);
term(Value, false) -> io_lib:format("~tp", [Value]).

%% ---------------------------------------------------------------------------------------------------------
%% Time

time(Time, #{time_offset := Offset, time_designator := Designator}) when is_integer(Time) ->
    calendar:system_time_to_rfc3339(Time, [{unit, microsecond}, {offset, Offset}, {time_designator, Designator}]);
time(Time, _) -> term(Time, true).

header(#{level := Level} = Meta, #{error_logger_notice_header := Notice} = Config) ->
    Title = case Meta of
        #{logger_formatter := #{title := T}} -> T;
        %% what came, or could have come, by way of error_logger, which knows no notices
        #{error_logger := #{tag := _}} when Level =:= notice, Notice =:= info -> "INFO REPORT";
        _ -> string:uppercase(atom_to_list(Level)) ++ " REPORT"
    end,
    Time = maps:get(time, Meta, logger:timestamp()),
    io_lib:format("=~ts==== ~ts ===", [Title, legacy_time(Time, Config)]).

legacy_time(Time, #{time_offset := Offset}) ->
    Micro = ((Time rem 1000000) + 1000000) rem 1000000,
    {{Y, Mo, D}, {H, Mi, S}} = date_time(Time, Offset),
    Suffix = case Offset of
        0 -> " UTC";
        "Z" -> " UTC";
        _ -> ""
    end,
    io_lib:format("~w-~s-~4w::~2..0w:~2..0w:~2..0w.~6..0w~s", [D, month(Mo), Y, H, Mi, S, Micro, Suffix]).

date_time(Time, Offset) when Offset =:= 0; Offset =:= "Z" ->
    calendar:system_time_to_universal_time(Time, microsecond);
date_time(Time, _) -> calendar:system_time_to_local_time(Time, microsecond).

month(N) -> element(N, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}).

%% ---------------------------------------------------------------------------------------------------------
%% Messages

message(Msg, Meta, #{single_line := true} = Config) -> one_line(string:trim(text(Msg, Meta, Config)));
message(Msg, Meta, Config) -> text(Msg, Meta, Config).

text({string, String}, Meta, Config) -> text({"~ts", [String]}, Meta, Config);
text({report, Report}, Meta, Config) ->
    Callback = case {Config, Meta} of
        {#{report_cb := Fun}, _} -> Fun;
        {_, #{report_cb := Fun}} when is_function(Fun, 1); is_function(Fun, 2) -> Fun;
        _ -> fun logger:format_report/1
    end,
    report(Callback, Report, Meta, Config);
text({Format, Args}, _, Config) -> formatted(Format, Args, Config).

report(Callback, Report, Meta, Config) when is_function(Callback, 1) ->
    try Callback(Report) of
        {Format, Args} when is_list(Format), is_list(Args) -> formatted(Format, Args, Config);
        Other -> text({"REPORT_CB/1 ERROR: ~tp; Returned: ~tp", [Report, Other]}, Meta, Config)
    catch
        Class:Reason:Stack ->
            text({"REPORT_CB/1 CRASH: ~tp; Reason: ~tp", [Report, {Class, Reason, logger:filter_stacktrace(?MODULE, Stack)}]},
                 Meta, Config)
    end;
report(Callback, Report, Meta, Config) when is_function(Callback, 2) ->
    try Callback(Report, maps:with([depth, chars_limit, single_line], Config)) of
        Text when is_list(Text); is_binary(Text) ->
            case characters(Text) of
                L when is_list(L) -> L;
                error -> bad_text(Text, Report, Meta, Config)
            end;
        Other -> bad_text(Other, Report, Meta, Config)
    catch
        Class:Reason:Stack ->
            text({"REPORT_CB/2 CRASH: ~tp; Reason: ~tp", [Report, {Class, Reason, logger:filter_stacktrace(?MODULE, Stack)}]},
                 Meta, Config)
    end.

characters(Text) ->
    try unicode:characters_to_list(Text) of
        L when is_list(L) -> L;
        _ -> error
    catch error:badarg -> error
    end.

bad_text(Other, Report, Meta, Config) -> text({"REPORT_CB/2 ERROR: ~tp; Returned: ~tp", [Report, Other]}, Meta, Config).

formatted(Format, Args, #{depth := Depth, single_line := Single, chars_limit := Limit} = Config) ->
    try
        Parts = [directive(P, Depth, Single) || P <- io_lib:scan_format(Format, Args)],
        Text = case Limit of
            unlimited -> io_lib:build_text(Parts);
            _ -> io_lib:build_text(Parts, [{chars_limit, Limit}])
        end,
        unicode:characters_to_list(Text)
    catch
        _:_ when Format =:= "FORMAT ERROR: ~0tp - ~0tp" -> "FORMAT ERROR";
        _:_ -> formatted("FORMAT ERROR: ~0tp - ~0tp", [Format, Args], Config)
    end.

directive(#{control_char := C, args := Args} = P, Depth, Single) when C =:= $p; C =:= $w ->
    P1 = if Single, C =:= $p -> P#{width => 0}; true -> P end,
    case Depth of
        unlimited -> P1;
        _ -> P1#{control_char => C - 32, args => Args ++ [Depth]}
    end;
directive(#{control_char := $P} = P, _, true) -> P#{width => 0};
directive(P, _, _) -> P.

%% Line breaks, with a comma before and blanks after them, become ", ".
one_line(Text) ->
    case lists:member($\n, Text) of
        true -> joined(Text);
        false -> Text
    end.

joined([$,, $\r, $\n | T]) -> ", " ++ joined(blanks(T));
joined([$,, $\n | T]) -> ", " ++ joined(blanks(T));
joined([$\r, $\n | T]) -> ", " ++ joined(blanks(T));
joined([$\n | T]) -> ", " ++ joined(blanks(T));
joined([C | T]) -> [C | joined(T)];
joined([]) -> [].

blanks([C | T]) when C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r -> blanks(T);
blanks(T) -> T.

truncate(Text, unlimited) -> Text;
truncate(Text, Size) ->
    Chars = unicode:characters_to_list(Text),
    case length(Chars) > Size of
        true ->
            End = case lists:last(Chars) of $\n -> "...\n"; _ -> "..." end,
            lists:sublist(Chars, max(0, Size - length(End))) ++ End;
        false -> Text
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Checks

-doc "Whether a configuration is right.".
check_config(Config) when is_map(Config) ->
    try
        maps:foreach(fun(Key, Value) ->
            valid(Key, Value) orelse
                throw(case Key of
                          template -> {invalid_formatter_template, ?MODULE, Value};
                          _ -> {invalid_formatter_config, ?MODULE, {Key, Value}}
                      end)
        end, Config)
    catch
        throw:Error -> {error, Error}
    end;
check_config(Config) -> {error, {invalid_formatter_config, ?MODULE, Config}}.

valid(max_size, V) -> unlimited_or(V);
valid(depth, V) -> unlimited_or(V);
valid(chars_limit, V) -> unlimited_or(V);
valid(single_line, V) -> is_boolean(V);
valid(legacy_header, V) -> is_boolean(V);
valid(error_logger_notice_header, V) -> V =:= info orelse V =:= notice;
valid(report_cb, V) -> is_function(V, 1) orelse is_function(V, 2);
valid(template, V) -> is_list(V) andalso lists:all(fun valid_part/1, V);
valid(time_designator, V) -> is_integer(V) andalso V >= 0 andalso V =< 255;
valid(time_offset, V) when is_integer(V) -> true;
valid(time_offset, "") -> true;
valid(time_offset, Z) when Z =:= "Z"; Z =:= "z" -> true;
valid(time_offset, [S | Offset]) when S =:= $+; S =:= $- ->
    case string:split(Offset, ":") of
        [H, M] -> is_number_text(H) andalso is_number_text(M);
        _ -> false
    end;
valid(_, _) -> false.

is_number_text(Text) -> Text =/= "" andalso lists:all(fun(C) -> C >= $0 andalso C =< $9 end, Text).

unlimited_or(unlimited) -> true;
unlimited_or(N) -> is_integer(N) andalso N > 0.

valid_part(P) when is_atom(P) -> true;
valid_part({Key, A, B}) -> valid_key(Key) andalso valid(template, A) andalso valid(template, B);
valid_part(P) when is_binary(P) -> true;
valid_part(P) when is_list(P) -> valid_key(P) orelse io_lib:deep_char_list(P);
valid_part(_) -> false.

valid_key(K) when is_atom(K) -> true;
valid_key([_ | _] = K) -> lists:all(fun is_atom/1, K);
valid_key(_) -> false.
