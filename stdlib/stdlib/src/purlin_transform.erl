%% Runs parse transforms: for `compile` in the process that asks, and for sources that the machine's host compiles in a
%% machine of their own (serve/0; what it is asked and answers is described in purlin_compile).
-module(purlin_transform).
-moduledoc false.
-export([run/4, serve/0]).

%% The forms after all transforms: `{ok, Forms, Warnings}`, or `{error, Errors, Warnings}`. Problems are
%% `[{File, [{Location, Module, Descriptor}]}]`.
run(File, Transforms, Forms, Options) -> run(Transforms, lists:flatmap(fun asked/1, Forms), File, Options, []).

%% What asks for transforms is not part of the program; eunit's is the compiler's own.
asked({attribute, _, compile, {parse_transform, M}}) when M =/= eunit_autoexport -> [];
asked({attribute, Anno, compile, [_ | _] = Options}) ->
    case [O || O <- Options, case O of {parse_transform, M} -> M =:= eunit_autoexport; _ -> true end] of
        [] -> [];
        Rest -> [{attribute, Anno, compile, Rest}]
    end;
asked(Form) -> [Form].

run([], Forms, _, _, Ws) -> {ok, Forms, Ws};
run([Transform | Transforms], Forms, File, Options, Ws) ->
    case apart(Transform, Forms, Options) of
        {error, Es, MoreWs} when is_list(Es), is_list(MoreWs) -> {error, Es, Ws ++ MoreWs};
        {warning, NewForms, MoreWs} when is_list(NewForms) -> run(Transforms, NewForms, File, Options, Ws ++ MoreWs);
        NewForms when is_list(NewForms) -> run(Transforms, NewForms, File, Options, Ws);
        {failed, Descriptor} -> {error, [{File, [{none, compile, Descriptor}]}], Ws};
        Other -> {error, [{File, [{none, compile, {parse_transform, Transform, {error, {bad_return, Other}, []}}}]}], Ws}
    end.

%% In a process of its own, as transforms may leave anything behind.
apart(Transform, Forms, Options) ->
    Tag = make_ref(),
    {Pid, Monitor} = spawn_monitor(fun() -> exit({Tag, one(Transform, Forms, Options)}) end),
    receive
        {'DOWN', Monitor, process, Pid, {Tag, Result}} -> Result;
        {'DOWN', Monitor, process, Pid, Reason} -> {failed, {parse_transform, Transform, {exit, Reason, []}}}
    end.

one(Transform, Forms, Options) ->
    _ = code:ensure_loaded(Transform),
    case erlang:function_exported(Transform, parse_transform, 2) of
        false -> {failed, {undef_parse_transform, Transform}};
        true ->
            try Transform:parse_transform(located(Transform, Forms), Options)
            catch
                Class:Reason:Stack -> {failed, {parse_transform, Transform, {Class, Reason, Stack}}}
            end
    end.

%% A transform may say that it knows lines only.
located(Transform, Forms) ->
    Info = case erlang:function_exported(Transform, parse_transform_info, 0) of
               true -> Transform:parse_transform_info();
               false -> #{}
           end,
    case Info of
        #{error_location := line} -> [lines(F) || F <- Forms];
        _ -> Forms
    end.

lines({eof, {Line, _}}) -> {eof, Line};
lines({Kind, {{Line, _}, Module, Descriptor}}) when Kind =:= error; Kind =:= warning -> {Kind, {Line, Module, Descriptor}};
lines({Kind, _} = Form) when Kind =:= eof; Kind =:= error; Kind =:= warning -> Form;
lines(Form) ->
    erl_parse:map_anno(fun({Line, _}) -> Line;
                          (Anno) when is_list(Anno) -> erl_anno:set_location(erl_anno:line(Anno), Anno);
                          (Anno) -> Anno
                       end, Form).

%% ---------------------------------------------------------------------------------------------------------

%% The main process of a machine for transforms.
serve() ->
    case purlin_compile:ask(next_transform, {}) of
        stop -> ok;
        {File, Transforms, Forms} ->
            ok = purlin_compile:ask(end_transform, answer(run(File, Transforms, Forms, []))),
            serve()
    end.

answer({ok, Forms, Ws}) -> {Forms, said(warning, Ws)};
answer({error, Es, Ws}) -> {none, said(error, Es) ++ said(warning, Ws)}.

said(Severity, Problems) ->
    [{Severity, File, Location, Module, plain(Descriptor), text(Module, Descriptor)}
     || {File, Infos} <- Problems, {Location, Module, Descriptor} <- Infos].

%% Descriptors travel as text form of terms do: what has no such form does not matter to the host.
plain({parse_transform, Transform, {Class, _, _}}) -> {parse_transform, Transform, Class};
plain(Descriptor) -> Descriptor.

text(Module, Descriptor) ->
    try unicode:characters_to_binary(Module:format_error(Descriptor)) of
        Text when is_binary(Text) -> Text
    catch
        _:_ -> unicode:characters_to_binary(io_lib:format("~0tp", [Descriptor]))
    end.
