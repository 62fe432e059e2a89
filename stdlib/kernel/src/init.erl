%% The system as a whole: its arguments and its end.
-module(init).
-export([get_argument/1, get_arguments/0, get_plain_arguments/0, set_arguments/2, set_program/1, get_status/0, script_id/0,
         script_name/0, notify_when_started/1, wait_until_started/0]).
-export([stop/0, stop/1, restart/0, restart/1, reboot/0, ensure_loaded/1, fetch_loaded/0, objfile_extension/0,
         archive_extension/0, code_path_choice/0]).

%% Flags as [{Flag, [Value]}] and plain arguments, both as strings.
-doc false.
set_arguments(Flags, Plain) -> persistent_term:put(?MODULE, {Flags, Plain}).

%% The name a program was started by, for escript:script_name/0.
-doc false.
set_program(Name) -> persistent_term:put({?MODULE, program}, Name).

arguments() -> persistent_term:get(?MODULE, {[], []}).

-doc "The flags and their values.".
get_arguments() -> element(1, arguments()).

-doc "The values of a flag, once for each time it was given.".
get_argument(Flag) ->
    case [Values || {F, Values} <- get_arguments(), F =:= Flag] of
        [] when Flag =:= home -> home(os:getenv("HOME"));
        [] -> error;
        Values -> {ok, Values}
    end.

%% The system gives this flag itself.
home(false) -> error;
home(Dir) -> {ok, [[Dir]]}.

-doc "The arguments that are no flags.".
get_plain_arguments() -> element(2, arguments()).

-doc "Whether the system starts, runs or stops.".
get_status() ->
    case whereis(purlin_stopping) of
        undefined -> {started, started};
        _ -> {stopping, stopping}
    end.

-doc false.
script_id() -> {"Purlin", "1"}.
-doc false.
script_name() -> "".
-doc false.
notify_when_started(Pid) ->
    Pid ! {init, started},
    started.
-doc false.
wait_until_started() -> ok.

-doc "Stops the applications in order, then the system.".
stop() -> stop(0).

stop(Status) when is_integer(Status), Status >= 0; is_list(Status) ->
    Gl = whereis(user),
    _ = spawn(fun() ->
        %% one stop is enough
        try register(purlin_stopping, self()) of
            true ->
                is_pid(Gl) andalso group_leader(Gl, self()),
                try application_controller:stop_all() catch _:_ -> ok end,
                halt(Status)
        catch
            error:badarg -> ok
        end
    end),
    ok;
stop(Status) -> erlang:error(badarg, [Status]).

-doc "There is no restart without an operating system process; the system stops.".
restart() -> erlang:error(notsup).
restart(_) -> erlang:error(notsup).
reboot() -> stop().

-doc false.
ensure_loaded(Module) -> code:ensure_loaded(Module).
-doc false.
fetch_loaded() -> code:all_loaded().
-doc false.
objfile_extension() -> ".beam".
-doc false.
archive_extension() -> ".ez".
-doc false.
code_path_choice() -> strict.
