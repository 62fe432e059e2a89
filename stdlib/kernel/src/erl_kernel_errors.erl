%% What is wrong with the arguments of kernel's functions, for error reports.
-module(erl_kernel_errors).
-moduledoc false.

-export([format_error/2]).

format_error(_Reason, [{os, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case lists:member({Name, length(Arguments)}, [{cmd, 1}, {cmd, 2}, {getenv, 1}, {getenv, 2}, {putenv, 2}, {unsetenv, 1}]) of
        true -> purlin_hints:hints(Arguments, lists:sublist(kinds(Name), length(Arguments)), none);
        false -> #{}
    end;
format_error(_, _) -> #{}.

kinds(putenv) -> [characters, characters];
kinds(cmd) -> [{test, fun is_command/1, <<"not a list of characters">>}, map];
kinds(_) -> [characters, any].

is_command(Command) when is_atom(Command) -> is_command(atom_to_list(Command));
is_command(Command) when is_list(Command) ->
    try unicode:characters_to_list(Command) of
        Text when is_list(Text) -> not lists:member(0, string:trim(Text, trailing, [0]));
        _ -> false
    catch error:badarg -> false
    end;
is_command(_) -> false.
