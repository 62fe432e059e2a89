%% What is wrong with the arguments of kernel's functions, for error reports.
-module(erl_kernel_errors).
-moduledoc false.

-export([format_error/2]).

format_error(_Reason, [{os, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case lists:member({Name, length(Arguments)}, [{getenv, 1}, {getenv, 2}, {putenv, 2}, {unsetenv, 1}]) of
        true -> purlin_hints:hints(Arguments, lists:sublist(kinds(Name), length(Arguments)), none);
        false -> #{}
    end;
format_error(_, _) -> #{}.

kinds(putenv) -> [characters, characters];
kinds(_) -> [characters, any].
