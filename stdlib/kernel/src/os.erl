%% The operating system: commands, programs, version. Environment, clocks and the rest are natives of this module.
-module(os).
-moduledoc "Functions of the operating system.".
-export([cmd/1, cmd/2, find_executable/1, find_executable/2, perf_counter/1, version/0]).

-define(INFO, [{error_info, #{module => erl_kernel_errors}}]).

-export_type([command_input/0, env_var_name/0, env_var_value/0, os_command/0, os_command_opts/0]).

-type env_var_name() :: string().
-type env_var_value() :: string().
-type command_input() :: atom() | io_lib:chars().
-type os_command() :: command_input().
-type os_command_opts() :: #{max_size => non_neg_integer() | infinity, exception_on_failure => boolean()}.

-doc "Runs a command with the shell; gives what it prints, errors too.".
cmd(Command) -> cmd(Command, #{}).

-doc "Likewise; `max_size` bounds what is given, `exception_on_failure` raises when the command fails.".
cmd(Command, Options) when is_map(Options) ->
    Max = maps:get(max_size, Options, infinity),
    Raises = maps:get(exception_on_failure, Options, false),
    try text(Command) of
        Text -> said(purlin_os:cmd(Text), Max, Raises, [Command, Options])
    catch
        throw:badarg -> error(badarg, [Command, Options], ?INFO)
    end;
cmd(Command, Options) -> error(badarg, [Command, Options], ?INFO).

said({error, Reason}, _, _, Args) -> error(Reason, Args);
said({_, _}, _, Raises, Args) when not is_boolean(Raises) -> error({badarg, Raises}, Args);
said({Status, Output}, Max, true, Args) when Status =/= 0 ->
    error({command_failed, printed(first(Output, Max)), Status}, Args);
said({_, Output}, Max, _, _) -> printed(first(Output, Max)).

%% The bytes of a command: without zeroes, those at its end aside.
text(Command) when is_atom(Command) -> text(atom_to_list(Command));
text(Command) when is_list(Command) ->
    try unicode:characters_to_binary(Command) of
        Text when is_binary(Text) ->
            Bare = string:trim(Text, trailing, [0]),
            case binary:match(Bare, <<0>>) of
                nomatch -> Bare;
                _ -> throw(badarg)
            end;
        _ -> throw(badarg)
    catch
        error:_ -> throw(badarg)
    end;
text(_) -> throw(badarg).

first(Output, Max) when Max < byte_size(Output) -> binary:part(Output, 0, Max);
first(Output, _) -> Output.

%% Characters where the output is text, else its bytes.
printed(Output) ->
    case unicode:characters_to_list(Output) of
        Chars when is_list(Chars) -> Chars;
        _ -> binary_to_list(Output)
    end.

-doc "The full name of a program, looked for in the directories of PATH; or false.".
find_executable(Name) when not is_list(Name), not is_atom(Name) -> error(badarg, [Name]);
find_executable(Name) ->
    case os:getenv("PATH") of
        false -> find_executable(Name, "");
        Path -> find_executable(Name, Path)
    end.

-doc "The full name of a program, looked for in directories with colons between; or false.".
find_executable(Name, Path) when is_list(Name); is_atom(Name) ->
    Flat = filename:flatten(Name),
    case filename:pathtype(Flat) of
        relative -> in_directories(directories(Path), Flat);
        _ -> executable(Flat)
    end;
find_executable(Name, Path) -> error(badarg, [Name, Path]).

directories(Path) -> string:split(Path, ":", all).

in_directories(["" | Dirs], Name) -> in_directories(["." | Dirs], Name);
in_directories([Dir | Dirs], Name) ->
    case executable(filename:join(Dir, Name)) of
        false -> in_directories(Dirs, Name);
        Full -> Full
    end;
in_directories([], _) -> false.

executable(Name) ->
    case purlin_file:file_info(Name) of
        {ok, Info} when element(2, Info) =:= regular, element(7, Info) band 8#111 =/= 0 -> Name;
        _ -> false
    end.

-doc "The performance counter in a unit of time.".
perf_counter(Unit) ->
    try erlang:convert_time_unit(os:perf_counter(), nanosecond, Unit)
    catch
        error:_ -> error(badarg, [Unit])
    end.

-doc "The version of the operating system.".
version() ->
    case purlin_file:read_file("/proc/sys/kernel/osrelease") of
        {ok, Release} -> numbers(binary_to_list(Release));
        _ -> numbers(os:cmd("uname -r"))
    end.

%% The first three numbers of a release, or its text where there are none.
numbers(Release) ->
    case [list_to_integer(N) || N <- string:lexemes(string:trim(before_dash(Release)), "."), is_number_text(N)] of
        [Major, Minor, Patch | _] -> {Major, Minor, Patch};
        [Major, Minor] -> {Major, Minor, 0};
        _ -> string:trim(Release)
    end.

before_dash(Release) -> lists:takewhile(fun(C) -> C >= $0 andalso C =< $9 orelse C =:= $. end, Release).

is_number_text(Text) -> Text =/= "" andalso lists:all(fun(C) -> C >= $0 andalso C =< $9 end, Text).
