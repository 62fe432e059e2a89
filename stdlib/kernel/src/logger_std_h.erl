%% The standard handler: writes to standard output or error in the process that logs, or to a file through a
%% process that owns it.
-module(logger_std_h).
-behaviour(gen_server).
-export([log/2, adding_handler/1, removing_handler/1, changing_config/3, filter_config/1, filesync/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

-define(DEFAULTS, #{type => standard_io}).

-doc false.
log(Event, #{formatter := {Formatter, Config}} = Handler) ->
    Text = Formatter:format(Event, Config),
    case maps:get(config, Handler, #{}) of
        #{type := standard_error} -> put_text(standard_error, Text);
        #{type := standard_io} -> put_text(user, Text);
        #{type := {device, Device}} -> put_text(Device, Text);
        #{pid := Pid} -> gen_server:call(Pid, {write, unicode:characters_to_binary(Text)}, infinity);
        _ -> put_text(user, Text)
    end.

%% Where `user` is gone (it may be its own end that is told of) the text goes to standard error, in the end without any server.
put_text(Device, Text) ->
    try io:put_chars(Device, Text)
    catch
        error:_ when Device =:= user -> put_text(standard_error, Text);
        error:_ when Device =:= standard_error -> purlin_io:write(2, unicode:characters_to_binary(Text));
        error:_ -> ok
    end.

-doc false.
adding_handler(Handler) ->
    Config = maps:merge(?DEFAULTS, maps:get(config, Handler, #{})),
    case start(full(Config), maps:get(id, Handler)) of
        {ok, Config1} -> {ok, Handler#{config => Config1}};
        Error -> Error
    end.

full(#{file := File} = Config) when not is_map_key(type, Config) -> Config#{type => file, file => File};
full(#{type := standard_io, file := _} = Config) -> Config#{type => file};
full(#{type := {file, File}} = Config) -> Config#{type => file, file => File};
full(#{type := {file, File, Modes}} = Config) -> Config#{type => file, file => File, modes => Modes};
full(Config) -> Config.

start(#{type := file} = Config, Id) ->
    File = filename:absname(maps:get(file, Config, atom_to_list(Id))),
    Modes = maps:get(modes, Config, [append]),
    case gen_server:start(?MODULE, {File, Modes}, []) of
        {ok, Pid} -> {ok, Config#{file => File, modes => Modes, pid => Pid}};
        {error, Reason} -> {error, Reason}
    end;
start(#{type := Type} = Config, _) when Type =:= standard_io; Type =:= standard_error -> {ok, Config};
start(#{type := {device, _}} = Config, _) -> {ok, Config};
start(#{type := Type}, _) -> {error, {invalid_config, ?MODULE, #{type => Type}}}.

-doc false.
removing_handler(#{config := #{pid := Pid}}) -> gen_server:stop(Pid);
removing_handler(_) -> ok.

-doc false.
changing_config(_, #{config := Old}, New) ->
    Given = maps:get(config, New, #{}),
    Fixed = [type, file, modes, pid],
    case maps:filter(fun(K, V) -> lists:member(K, Fixed) andalso maps:get(K, Old, V) =/= V end, full(Given)) of
        Bad when map_size(Bad) =:= 0 -> {ok, New#{config => maps:merge(Old, Given)}};
        Bad -> {error, {illegal_config_change, ?MODULE, maps:with(maps:keys(Bad), Old), Bad}}
    end.

-doc false.
filter_config(#{config := Config} = Handler) -> Handler#{config := maps:remove(pid, Config)};
filter_config(Handler) -> Handler.

-doc "Writes what is buffered of a handler's file.".
filesync(Id) ->
    case logger_config:handler(Id) of
        {ok, #{module := ?MODULE, config := #{pid := Pid}}} -> gen_server:call(Pid, sync, infinity);
        {ok, #{module := ?MODULE}} -> ok;
        _ when is_atom(Id) -> exit({noproc, {gen_server, call, [list_to_atom(atom_to_list(?MODULE) ++ "_" ++ atom_to_list(Id)), filesync]}});
        _ -> {error, {badarg, {filesync, [Id]}}}
    end.

-doc false.
init({File, Modes}) ->
    case filelib:ensure_dir(File) of
        ok ->
            case file:open(File, [raw, binary | Modes -- [raw]]) of
                {ok, Fd} -> {ok, Fd};
                {error, Reason} -> {stop, {open_failed, File, Reason}}
            end;
        {error, Reason} -> {stop, {open_failed, File, Reason}}
    end.

-doc false.
handle_call({write, Text}, _From, Fd) -> {reply, file:write(Fd, Text), Fd};
handle_call(sync, _From, Fd) -> {reply, file:datasync(Fd), Fd}.

-doc false.
handle_cast(_, Fd) -> {noreply, Fd}.

-doc false.
handle_info(_, Fd) -> {noreply, Fd}.

-doc false.
terminate(_, Fd) -> file:close(Fd).
