%% Compiling files and forms from Erlang. The machine's own compiler does the work (purlin_compile); here are options,
%% parse transforms (purlin_transform), results and reports.
%%
%% What is written to `NAME.beam`, or returned with `binary`, is a Purlin module file, not BEAM code. Stages in between
%% other than 'P' ('E', 'S', to_core...) are refused with the descriptor {not_supported, What}.
-module(compile).
-moduledoc "The compiler.".
-export([file/1, file/2, forms/1, forms/2, noenv_file/2, noenv_forms/2, output_generated/1, noenv_output_generated/1,
         env_compiler_options/0, format_error/1]).
-export_type([option/0]).

-type option() :: atom() | tuple().

-define(DEFAULTS, [verbose, report_errors, report_warnings]).
-define(STAGES, ['E', 'S', to_pp, to_exp, to_core, to_core0, to_asm, to_kernel, to_dis, dpp, dabstr, dexp, dcore, dasm,
                 from_abstr, from_core, from_asm, makedep]).

-doc "Compiles a file and reports what is wrong.".
file(File) -> file(File, ?DEFAULTS).

-doc "Compiles a file.".
file(File, Options) when is_list(Options) ->
    Source = source(File),
    case unsupported(Options) of
        none -> read(Source, Options);
        What -> problem(Source, {not_supported, What}, Options)
    end;
file(File, Option) -> file(File, [Option | ?DEFAULTS]).

-doc "The same; no environment variable is looked at anyway.".
noenv_file(File, Options) -> file(File, Options).

-doc "Compiles abstract forms; the code is returned.".
forms(Forms) -> forms(Forms, ?DEFAULTS).

-doc "Compiles abstract forms; the code is returned.".
forms(Forms, Options) when is_list(Options) ->
    Source = proplists:get_value(source, Options, ""),
    All = case output_generated(Options) of true -> [binary | Options]; false -> Options end,
    case unsupported(All) of
        none ->
            Wanted = [M || {parse_transform, M} <- All] ++ [M || F <- Forms, M <- wanted(F)],
            transformed(Source, <<>>, Wanted, Forms, [], All);
        What -> problem(Source, {not_supported, What}, All)
    end;
forms(Forms, Option) -> forms(Forms, [Option | ?DEFAULTS]).

-doc "The same.".
noenv_forms(Forms, Options) -> forms(Forms, Options).

-doc "Would compiling with these options write a file?".
output_generated(Options) when is_list(Options) -> not lists:any(fun(O) -> lists:member(O, [binary, strong_validation, basic_validation]) end, Options);
output_generated(_) -> error(badarg).

-doc "The same.".
noenv_output_generated(Options) -> output_generated(Options).

-doc "Options from the environment: none.".
env_compiler_options() -> [].

source(File) when is_atom(File) -> source(atom_to_list(File));
source(File) ->
    Name = filename:rootname(File, ".erl") ++ ".erl",
    case filename:dirname(Name) of
        "." -> filename:basename(Name);
        _ -> Name
    end.

unsupported([Option | Options]) ->
    case Option of
        {core_transform, _} -> Option;
        _ ->
            case lists:member(Option, ?STAGES) of
                true -> Option;
                false -> unsupported(Options)
            end
    end;
unsupported([]) -> none.

read(Source, Options) ->
    case file:read_file(Source) of
        {ok, Text} -> compile(Source, Text, Options);
        {error, Reason} -> problem(Source, {epp, Reason}, Options)
    end.

problem(File, Descriptor, Options) -> failed([{File, [{none, ?MODULE, Descriptor}]}], [], <<>>, Options).

compile(Source, Text, Options) ->
    {ok, Folder} = file:get_cwd(),
    Includes = [bin(Dir) || {i, Dir} <- Options],
    Defines = lists:append([define(Option) || Option <- Options]),
    Asked = {bin(Source), Text, bin(Folder), Includes, Defines},
    case lists:member('P', Options) of
        true ->
            {Forms, _, Ws} = purlin_compile:ask(parse_file, Asked),
            Wanted = [M || {parse_transform, M} <- Options] ++ [M || F <- Forms, M <- wanted(F)],
            transformed(Source, Text, Wanted, Forms, grouped(Ws, Options), Options);
        false ->
            Transforms = [bin(M) || {parse_transform, M} <- Options],
            case purlin_compile:ask(compile, erlang:insert_element(7, erlang:insert_element(6, Asked, words(Options)), Transforms)) of
                {transform, Wanted, Forms, [], Ws} ->
                    transformed(Source, Text, Wanted, Forms, grouped(Ws, Options), Options);
                Result -> compiled(Source, Text, [], Result, Options)
            end
    end.

words(Options) -> [bin(Option) || Option <- Options, is_atom(Option), Option =/= warnings_as_errors].

%% The transforms that a form asks for; eunit's is the compiler's own.
wanted({attribute, _, compile, Options}) ->
    [M || {parse_transform, M} <- lists:flatten([Options]), M =/= eunit_autoexport];
wanted(_) -> [].

%% Parse transforms are run, then the rest is compiled or shown.
transformed(Source, Text, Wanted, Forms, Ws, Options) ->
    case purlin_transform:run(Source, Wanted, Forms, Options) of
        {ok, NewForms, MoreWs} ->
            Shown = lists:member('P', Options),
            Result = purlin_compile:ask(case Shown of true -> lint; false -> compile_forms end,
                                        {bin(Source), NewForms, words(Options)}),
            case Shown of
                true -> listed(Source, Text, Ws ++ MoreWs, NewForms, Result, Options);
                false -> compiled(Source, Text, Ws ++ MoreWs, Result, Options)
            end;
        {error, Es, MoreWs} -> failed(Es, Ws ++ MoreWs, Text, Options)
    end.

%% What the compiler said; `EarlyWs` was said before.
compiled(Source, Text, EarlyWs, {Module, Code, Errors, Warnings}, Options) ->
    Es = grouped(Errors, Options),
    Ws = EarlyWs ++ grouped([W || W <- Warnings, purlin_compile:is_wanted(W, Options)], Options),
    AsErrors = Ws =/= [] andalso lists:member(warnings_as_errors, Options),
    case Module =:= none orelse AsErrors of
        true -> failed(Es, Ws, Text, Options);
        false -> made(Source, Module, Code, Ws, Text, Options)
    end.

%% 'P': the forms, returned or printed into a file.
listed(Source, Text, EarlyWs, Forms, {none, none, Errors, Warnings}, Options) ->
    Ws = EarlyWs ++ grouped([W || W <- Warnings, purlin_compile:is_wanted(W, Options)], Options),
    case grouped(Errors, Options) of
        [] ->
            Result = case lists:member(binary, Options) of
                         true -> [ok, [], Forms];
                         false -> [listing(Source, Forms, Options), []]
                     end,
            report(report_warnings, "Warning: ", Ws, Text, Options),
            case is_set(return_warnings, Options) of
                true -> list_to_tuple(Result ++ [Ws]);
                false -> list_to_tuple(Result)
            end;
        Es -> failed(Es, Ws, Text, Options)
    end.

listing(Source, Forms, Options) ->
    File = filename:join(proplists:get_value(outdir, Options, "."), filename:basename(Source, ".erl") ++ ".P"),
    Text = [[erl_pp:form(F), $\n] || F <- Forms],
    ok = file:write_file(File, unicode:characters_to_binary(Text)),
    ok.

bin(Atom) when is_atom(Atom) -> atom_to_binary(Atom);
bin(Chars) -> unicode:characters_to_binary(Chars).

define({d, Name}) -> [{bin(Name), <<"true">>}];
define({d, Name, Value}) -> [{bin(Name), bin(io_lib:format("~tw", [Value]))}];
define(_) -> [].

%% What reading the file had to say comes first, each file by itself.
grouped(Problems, Options) ->
    IsEarly = fun({_, {_, Module, _}, _}) -> lists:member(Module, [epp, erl_scan, erl_parse]) end,
    {Early, Late} = lists:partition(IsEarly, Problems),
    by_file(Early, Options) ++ by_file(lists:sort(fun in_order/2, Late), Options).

in_order({File1, Info1, _}, {File2, Info2, _}) -> {File1, Info1} =< {File2, Info2}.

by_file([{File, Info, _} | Rest], Options) ->
    {Same, Others} = lists:splitwith(fun({F, _, _}) -> F =:= File end, Rest),
    [{File, [place(Info, Options) || Info <- [Info | [I || {_, I, _} <- Same]]]} | by_file(Others, Options)];
by_file([], _) -> [].

place({{Line, _}, Module, Descriptor} = Info, Options) ->
    case proplists:get_value(error_location, Options, column) of
        line -> {Line, Module, Descriptor};
        _ -> Info
    end;
place(Info, _) -> Info.

%% ---------------------------------------------------------------------------------------------------------
%% Results

failed(Errors, Warnings, Text, Options) ->
    AsErrors = Errors =:= [] andalso Warnings =/= [],
    AsErrors andalso is_set(report_errors, Options)
        andalso io:put_chars("compile: warnings being treated as errors\n"),
    report(report_errors, "", Errors, Text, Options),
    Prefix = case AsErrors of
                 true -> "";
                 false -> "Warning: "
             end,
    report(report_warnings, Prefix, Warnings, Text, Options),
    case is_set(return_errors, Options) of
        true -> {error, Errors, Warnings};
        false -> error
    end.

made(Source, Module, Code, Warnings, Text, Options) ->
    case output(Source, Module, Code, Options) of
        {error, File, Descriptor} -> failed([{File, [{none, ?MODULE, Descriptor}]}], Warnings, Text, Options);
        Result ->
            report(report_warnings, "Warning: ", Warnings, Text, Options),
            case is_set(return_warnings, Options) of
                true -> list_to_tuple(Result ++ [Warnings]);
                false -> list_to_tuple(Result)
            end
    end.

output(Source, Module, Code, Options) ->
    Base = filename:basename(Source, ".erl"),
    Folder = proplists:get_value(outdir, Options, "."),
    File = case Folder of
               "." -> Base ++ ".beam";
               _ -> filename:join(Folder, Base ++ ".beam")
           end,
    case Options =/= [] andalso [O || O <- [binary, basic_validation, strong_validation], lists:member(O, Options)] of
        [binary | _] -> [ok, Module, Code];
        [basic_validation | _] -> [ok, []];
        [strong_validation | _] -> [ok, Module];
        _ ->
            case atom_to_list(Module) =:= Base orelse lists:member(no_error_module_mismatch, Options) of
                true -> written(file:write_file(File, Code), File, Module);
                false -> {error, File, {module_name, Module, Base}}
            end
    end.

written(ok, _, Module) -> [ok, Module];
written({error, Reason}, File, _) -> {error, File, {write_error, File, Reason}}.

is_set(report_errors, Options) -> lists:member(report, Options) orelse lists:member(report_errors, Options);
is_set(report_warnings, Options) -> lists:member(report, Options) orelse lists:member(report_warnings, Options);
is_set(return_errors, Options) -> lists:member(return, Options) orelse lists:member(return_errors, Options);
is_set(return_warnings, Options) -> lists:member(return, Options) orelse lists:member(return_warnings, Options).

report(What, Prefix, Problems, Text, Options) ->
    case is_set(What, Options) of
        true ->
            [io:put_chars([File, place_text(Location), Prefix, message(Module, Descriptor), $\n,
                           excerpt(Location, Text)])
             || {File, Infos} <- Problems, {Location, Module, Descriptor} <- Infos],
            ok;
        false -> ok
    end.

place_text({Line, Column}) -> io_lib:format(":~w:~w: ", [Line, Column]);
place_text(none) -> ": ";
place_text(Line) -> io_lib:format(":~w: ", [Line]).

%% Some problems only this compiler knows.
message(Module, Descriptor) ->
    case code:ensure_loaded(Module) of
        {module, Module} -> Module:format_error(Descriptor);
        _ -> purlin_compile:message(Module, Descriptor)
    end.

%% The line in question with a mark below.
excerpt({Line, Column}, Text) ->
    case Line > 0 andalso lists:nthtail(min(Line - 1, length(lines(Text))), lines(Text)) of
        [Shown | _] -> io_lib:format("% ~4w| ~ts~n%     | ~ts^~n~n", [Line, Shown, lists:duplicate(Column - 1, $\s)]);
        _ -> []
    end;
excerpt(_, _) -> [].

lines(Text) -> binary:split(Text, <<"\n">>, [global, trim]).

-doc "What an error descriptor says.".
format_error(bad_crypto_key) -> "invalid crypto key.";
format_error(no_crypto) -> "this system is not configured with crypto support.";
format_error(no_crypto_key) -> "no crypto key supplied.";
format_error(write_error) -> "error writing file";
format_error({write_error, Reason}) -> io_lib:format("error writing file: ~ts", [file:format_error(Reason)]);
format_error({rename, From, To, Reason}) -> io_lib:format("failed to rename ~ts to ~ts: ~ts", [From, To, file:format_error(Reason)]);
format_error({open, Reason}) -> io_lib:format("open error '~ts'", [file:format_error(Reason)]);
format_error({epp, Reason}) when is_atom(Reason) -> io_lib:format("~ts", [file:format_error(Reason)]);
format_error({crash, Pass, Reason, Stack}) ->
    io_lib:format("internal error in pass ~tp:\n~ts", [Pass, erl_error:format_exception(error, Reason, Stack)]);
format_error({bad_return, Pass, Reason}) -> io_lib:format("internal error in pass ~tp: bad return value:\n~tp", [Pass, Reason]);
format_error({not_supported, What}) -> io_lib:format("option ~0tp is not supported", [What]);
format_error({undef_parse_transform, M}) -> io_lib:format("undefined parse transform '~ts'", [M]);
format_error({parse_transform, M, {Class, Reason, Stack}}) ->
    io_lib:format("error in parse transform '~ts':\n~ts", [M, erl_error:format_exception(Class, Reason, Stack)]);
format_error({module_name, Module, Base}) ->
    io_lib:format("Module name '~ts' does not match file name '~ts'", [Module, Base]);
format_error({write_error, File, Reason}) -> io_lib:format("~ts: ~ts", [File, file:format_error(Reason)]);
format_error(Other) -> io_lib:format("~tp", [Other]).
