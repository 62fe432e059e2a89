%% Modules made of text while a program runs.

export(Functions) -> "-export([" ++ Functions ++ "]).".

%% The forms of a module of that name whose other forms are given as text.
forms(Module, Texts) ->
    Parse = fun({L, Text}) ->
        {ok, Tokens, _} = erl_scan:string(lists:flatten(Text), L),
        {ok, Form} = erl_parse:parse_form(Tokens),
        Form
    end,
    [Parse(T) || T <- lists:enumerate(["-module(" ++ atom_to_list(Module) ++ ")." | Texts])].

%% Compiles and loads a version of the module, giving what code:load_binary/3 gives. What an earlier call left as old code is purged if nobody uses it.
load(Module, Texts) ->
    {ok, Module, Code} = compile:forms(forms(Module, Texts), []),
    code:load_binary(Module, atom_to_list(Module) ++ ".erl", Code).

unload(Module) -> code:purge(Module), code:delete(Module), code:purge(Module).
